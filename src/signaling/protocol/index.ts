export * from './codes.ts';
export * from './commands.ts';
export * from './limits.ts';
export * from './media.ts';
export * from './quorum.ts';
export * from './roles.ts';
export * from './version.ts';
export * from './views.ts';
