import { init } from 'license-checker-rseidelsohn';

/** @type {import('./server-packages.d.mts').readPackages} */
export function readPackages(root) {
  const customFormat = { name: '', version: '', licenseText: '' };
  return new Promise((resolve, reject) => {
    init({ start: root, production: true, excludePrivatePackages: true, customFormat }, (error, found) =>
      error ? reject(error) : resolve(found),
    );
  });
}
