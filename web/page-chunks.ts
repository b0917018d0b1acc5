/** What the bundler tells of a module. */
interface Graph {
  getModuleInfo(id: string): { readonly importers: readonly string[] } | null;
}

/**
 * In which chunk a module goes that several pages load at once: what the door shares with the console, or else with the
 * check of a connection or with the organisers' pages. By default there is a chunk for every set of pages and parts that share something, and the door
 * would load a handful more for each page that is added. Null: as by default.
 */
export function pageChunk(id: string, graph: Graph): string | null {
  // Of packages nobody knows before the bundler has shaken it out what is used: each is imported as a whole.
  if (id.includes('/node_modules/')) return null;
  const pages = pagesThatLoad(id, graph);
  if (!pages.has('index')) return null;
  if (pages.has('regie')) return 'pages';
  return pages.has('check') || pages.has('verwaltung') ? 'paper' : null;
}

/** By static imports alone. */
function pagesThatLoad(id: string, graph: Graph): ReadonlySet<string> {
  const seen = new Set([id]);
  const pages = new Set<string>();
  for (const each of seen) {
    const page = /\/web\/(index|regie|check|verwaltung)\.html$/.exec(each)?.[1];
    if (page !== undefined) pages.add(page);
    for (const importer of graph.getModuleInfo(each)?.importers ?? []) seen.add(importer);
  }
  return pages;
}
