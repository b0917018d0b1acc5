/** What the bundler tells of a module. */
interface Graph {
  getModuleInfo(id: string): { readonly importers: readonly string[] } | null;
}

interface Loaders {
  readonly pages: ReadonlySet<string>;
  readonly parts: ReadonlySet<string>;
}

const PAGE = /\/web\/(index|regie|check|verwaltung)\.html$/;
/** What the door loads ahead, all at once, for whoever enters. */
const AHEAD =
  /\/src\/(ui\/inside|ui\/table\/table|room-call|media\/link\/media-link|media\/treatment\/treat-all|media\/devices\/follow-system|features\/leaving\/leave-question)\.tsx?$/;
/** Each a module of some hundred bytes, and in a chunk of its own wherever two parts share it. */
const ICONS = { name: 'icons', test: /\/lucide-react\//, minShareCount: 3, includeDependenciesRecursively: false };

/**
 * In which chunk a module goes that several pages or parts load. By default there is one for every set of them that shares
 * something: the door would load a handful more for each page that is added, and whoever enters dozens, six at a time.
 */
const CHUNKS: readonly { readonly name: string; readonly holds: (loaders: Loaders) => boolean }[] = [
  { name: 'pages', holds: ({ pages }) => isOf(pages, 'index') && isOf(pages, 'regie') },
  { name: 'paper', holds: ({ pages }) => isOf(pages, 'index') && isOf(pages, 'check', 'verwaltung') },
  { name: 'door', holds: ({ pages, parts }) => isOf(pages, 'index') && parts.size > 0 },
  { name: 'rooms', holds: ({ pages, parts }) => isOf(pages, 'regie') && parts.size > 0 },
  { name: 'shared', holds: ({ pages, parts }) => pages.size > 0 && parts.size > 0 },
  { name: 'meeting', holds: ({ pages, parts }) => pages.size === 0 && parts.size > 1 },
];
/** They take along what they import of packages; the others would take it from these. */
const WHOLE: readonly string[] = ['pages', 'paper'];

export const CHUNK_GROUPS = [
  ...CHUNKS.map(({ name }) => ({
    debugName: name,
    name: (id: string, graph: Graph) => (chunkOf(id, graph) === name ? name : null),
    includeDependenciesRecursively: WHOLE.includes(name),
    priority: 1,
  })),
  ICONS,
];

function chunkOf(id: string, graph: Graph): string | null {
  // Of packages nobody knows before the bundler has shaken it out what is used: each is imported as a whole.
  if (id.includes('/node_modules/')) return null;
  const loaders = loadersOf(id, graph);
  return CHUNKS.find(({ holds }) => holds(loaders))?.name ?? null;
}

/** The pages, and the parts that are loaded ahead, with which a module comes: by static imports alone. */
function loadersOf(id: string, graph: Graph): Loaders {
  const seen = new Set([id]);
  const pages = new Set<string>();
  const parts = new Set<string>();
  for (const each of seen) {
    const page = PAGE.exec(each)?.[1];
    if (page !== undefined) pages.add(page);
    if (AHEAD.test(each)) parts.add(each);
    for (const importer of graph.getModuleInfo(each)?.importers ?? []) seen.add(importer);
  }
  return { pages, parts };
}

function isOf(pages: ReadonlySet<string>, ...names: readonly string[]): boolean {
  return names.some((name) => pages.has(name));
}
