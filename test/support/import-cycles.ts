/** An import: paths of two files, relative to the same root. */
export interface FileImport {
  readonly from: string;
  readonly to: string;
}

/**
 * The import cycles of a tree of folders. In each folder, its files and its subfolders (each with everything below it) are the nodes, so
 * a cycle between two files and one between two folders are both found, each in the innermost folder that contains all of it. A file or
 * folder that imports itself is not a cycle. Each cycle is the sorted list of its paths.
 */
export function importCycles(imports: readonly FileImport[]): readonly (readonly string[])[] {
  const graphs = new Map<string, Map<string, Set<string>>>();
  for (const { from, to } of imports) {
    const [a, b] = [from.split('/'), to.split('/')];
    const depth = a.findIndex((part, i) => part !== b[i]);
    if (depth < 0) continue;
    const [folder, source, target] = [a.slice(0, depth), a.slice(0, depth + 1), b.slice(0, depth + 1)].map((parts) => parts.join('/'));
    const graph = entry(graphs, folder!, () => new Map<string, Set<string>>());
    entry(graph, source!, () => new Set<string>()).add(target!);
  }
  return [...graphs.values()].flatMap(cyclesOf);
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

/** The strongly connected components of more than one node, by Tarjan's algorithm. */
function cyclesOf(graph: ReadonlyMap<string, ReadonlySet<string>>): readonly (readonly string[])[] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const components: string[][] = [];

  const visit = (node: string): void => {
    const number = order.size;
    order.set(node, number);
    lowest.set(node, number);
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!order.has(next)) visit(next);
      if (stack.includes(next)) lowest.set(node, Math.min(lowest.get(node)!, lowest.get(next)!));
    }
    if (lowest.get(node) === number) components.push(stack.splice(stack.indexOf(node)).sort());
  };

  for (const node of graph.keys()) if (!order.has(node)) visit(node);
  return components.filter((component) => component.length > 1);
}
