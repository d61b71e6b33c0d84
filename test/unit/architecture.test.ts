import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importCycles } from '../support/import-cycles.ts';

const root = join(import.meta.dirname, '../..');

/** Layers in order: a layer may import itself and those before it. */
const layers: readonly (readonly string[])[] = [
  ['base'],
  ['knowledge', 'syntax'],
  ['shell'],
  ['model'],
  ['context', 'manifests'],
  ['facts'],
  ['formatting'],
  ['sizes'],
  ['linter'],
  ['rules', 'refactorings', 'multi-stage'],
  ['languages'],
  ['host'],
  ['workspace'],
  ['lsp', 'cli'],
  ['main'],
];

/** Layers that may import less than the order allows. */
const restricted: Readonly<Record<string, readonly string[]>> = {
  knowledge: ['base'],
  syntax: ['base'],
  context: ['base', 'knowledge'],
  manifests: ['base', 'knowledge'],
  host: ['base', 'knowledge', 'context'],
};

/** Layers without Node.js, DOM and protocol. */
const pure: ReadonlySet<string> = new Set(layers.slice(0, 11).flat());

/** Packages that only one file may import. */
const onlyIn: Readonly<Record<string, string>> = {
  unbash: 'server/src/shell/unbash.ts',
  'dockerfile-ast': 'server/src/syntax/ast.ts',
  yaml: 'server/src/manifests/formats/data.ts',
  'smol-toml': 'server/src/manifests/formats/toml.ts',
  txml: 'server/src/manifests/formats/xml.ts',
  'vscode-uri': 'server/src/host/uri.ts',
  dockerode: 'server/src/host/engine/client.ts',
};

/** The files of the server that the client may import: the messages between the two, and what both use. They import nothing. */
const sharedWithClient: ReadonlySet<string> = new Set([
  'server/src/lsp/messages.ts',
  'server/src/lsp/latest.ts',
  'server/src/base/bytes.ts',
]);

interface Import {
  readonly from: string;
  /** A path relative to the root, or the name of a package. */
  readonly to: string;
  /** Loaded together with the file: neither a type import nor a dynamic one. */
  readonly eager: boolean;
}

const files = ['server/src', 'client/src'].flatMap(filesIn).filter((file) => file.endsWith('.ts'));
const imports = files.flatMap(importsOf);

describe('imports have one direction', () => {
  it('between layers', () => {
    const back = imports.filter(({ from, to }) => {
      const [a, b] = [layerOf(from), layerOf(to)];
      return a !== undefined && b !== undefined && a !== b && !allowed(a).includes(b);
    });
    expect(back.map(describeImport)).toEqual([]);
  });

  it('never from rule to rule', () => {
    const ruleOf = (path: string): string | undefined => /^server\/src\/rules\/(\w+\/[^/]+)\//.exec(path)?.[1];
    const sideways = imports.filter(({ from, to }) => {
      const other = ruleOf(to);
      return other !== undefined && other !== ruleOf(from) && !from.endsWith('.generated.ts');
    });
    expect(sideways.map(describeImport)).toEqual([]);
  });

  it('of may-change.ts only from other may-change.ts: they are for tests', () => {
    const shipped = imports.filter(({ from, to }) => to.endsWith('/may-change.ts') && !from.endsWith('/may-change.ts'));
    expect(shipped.map(describeImport)).toEqual([]);
  });

  it('of the pages of the rules only on demand, because they are long', () => {
    expect(imports.filter(({ to, eager }) => to.endsWith('/pages.generated.ts') && eager).map(describeImport)).toEqual([]);
  });

  it('between the parts of the conversion: core imports no stack, stacks do not import each other', () => {
    const back = imports.filter(({ from, to }) => {
      const [a, b] = [conversionPartOf(from), conversionPartOf(to)];
      return a !== undefined && b !== undefined && a !== b && !partsImportableFrom(a).some((part) => part.test(b));
    });
    expect(back.map(describeImport)).toEqual([]);
  });

  it('never from the core of the conversion to tables of one language', () => {
    const ofLanguages = /knowledge\/(?:node-tools|golang-bases)|manifests\//;
    expect(imports.filter(({ from, to }) => conversionPartOf(from) === 'core' && ofLanguages.test(to)).map(describeImport)).toEqual([]);
  });

  it('from the protocol to the languages only through their interface', () => {
    const language = /^server\/src\/languages\/docker(?:file|ignore)\//;
    const concrete = imports.filter(({ from, to }) => from.startsWith('server/src/lsp/') && language.test(to));
    expect(concrete.map(describeImport)).toEqual([]);
    const ofAnother = imports.filter(({ from, to }) => from.startsWith('server/src/languages/dockerignore/') && to.startsWith('server/src/languages/dockerfile/')); // prettier-ignore
    expect(ofAnother.map(describeImport)).toEqual([]);
  });

  it('from client to server only to shared files', () => {
    const outside = imports.filter(({ from, to }) => from.startsWith('client/') && to.startsWith('server/') && !sharedWithClient.has(to));
    expect(outside.map(describeImport)).toEqual([]);
    expect(imports.filter(({ from }) => sharedWithClient.has(from)).map(describeImport)).toEqual([]);
    expect(imports.filter(({ from, to }) => from.startsWith('server/') && to.startsWith('client/')).map(describeImport)).toEqual([]);
  });
});

it('only the module of Markdown turns strings into Markdown', () => {
  const casts = files.filter((file) => /[^,\s] as (?:unknown as )?Markdown\b/.test(readFileSync(join(root, file), 'utf8')));
  expect(casts).toEqual(['server/src/languages/markdown.ts']);
});

describe('no import cycles, including type imports', () => {
  it('between folders or inside one', () => {
    expect(importCycles(imports.filter(({ to }) => to.endsWith('.ts')))).toEqual([]);
  });

  it.each<[what: string, imports: readonly string[], cycles: readonly (readonly string[])[]]>([
    ['a chain', ['a/x.ts a/y.ts', 'a/y.ts a/z.ts'], []],
    ['two files', ['a/x.ts a/y.ts', 'a/y.ts a/x.ts'], [['a/x.ts', 'a/y.ts']]],
    ['three files', ['a/x.ts a/y.ts', 'a/y.ts a/z.ts', 'a/z.ts a/x.ts'], [['a/x.ts', 'a/y.ts', 'a/z.ts']]],
    ['two folders without a cycle of files', ['a/x.ts b/x.ts', 'b/y.ts a/y.ts'], [['a', 'b']]],
    ['two subfolders', ['s/a/x.ts s/b/x.ts', 's/b/y.ts s/a/y.ts'], [['s/a', 's/b']]],
    ['a file and the subfolder of its parts', ['a.ts a/x.ts', 'a/x.ts a.ts'], [['a', 'a.ts']]],
    ['a subfolder of parts that share a file', ['a.ts a/x.ts', 'a/x.ts b.ts'], []],
    ['two cycles', ['a/x.ts a/y.ts', 'a/y.ts a/x.ts', 'b/x.ts b/y.ts', 'b/y.ts b/x.ts'], [['a/x.ts', 'a/y.ts'], ['b/x.ts', 'b/y.ts']]], // prettier-ignore
    ['a diamond', ['x.ts y.ts', 'x.ts z.ts', 'y.ts w.ts', 'z.ts w.ts'], []],
  ])('%s', (_, lines, cycles) => {
    expect(importCycles(lines.map((line) => ({ from: line.split(' ')[0]!, to: line.split(' ')[1]! })))).toEqual(cycles);
  });
});

it('every folder of the server is in the order of layers', () => {
  const folders = readdirSync(join(root, 'server/src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map((entry) => entry.name).filter((name) => !layers.flat().includes(name))).toEqual([]);
});

it('the pure layers do not import Node.js, the editor or the protocol', () => {
  const hosts = /^(node:|vscode|dockerode)/;
  expect(imports.filter(({ from, to }) => pure.has(layerOf(from) ?? '') && hosts.test(to)).map(describeImport)).toEqual([]);
});

it.each(Object.entries(onlyIn))('%s is imported in one file', (name, file) => {
  const importers = imports.filter(({ to }) => to === name || to.startsWith(`${name}/`)).map(({ from }) => from);
  expect([...new Set(importers)]).toEqual([file]);
});

describe('the server loads code when it is needed', () => {
  /** All files that are loaded together with one. */
  const eagerly = (file: string): readonly string[] => {
    const all = new Set([file]);
    for (const each of all) for (const { from, to, eager } of imports) if (eager && from === each && to.endsWith('.ts')) all.add(to);
    return [...all];
  };

  it('`initialize` is answered before the services are loaded', () => {
    expect(eagerly('server/src/main/node.ts')).toEqual([
      'server/src/main/node.ts',
      'server/src/main/code-cache.ts',
      'server/src/main/heap.ts',
    ]);
    expect(eagerly('server/src/main/node-server.ts')).toEqual([
      'server/src/main/node-server.ts',
      'server/src/host/pending-reads.ts',
      'server/src/lsp/initialize.ts',
      'server/src/base/memoize.ts',
      'server/src/lsp/capabilities.ts',
      'server/src/lsp/message-gate.ts',
      'server/src/languages/token-legend.ts',
      'server/src/lsp/messages.ts',
    ]);
  });

  it('the first diagnostics are sent before the features that answer requests are loaded', () => {
    const first = eagerly('server/src/main/node-services.ts');
    expect(first).toContain('server/src/lsp/features/diagnostics.ts');
    const requests =
      /^server\/src\/(?:sizes|multi-stage|refactorings|languages\/\w+\/(?:hover|completion|formatting\.|rename|layers|multi-stage))/;
    expect(first.filter((file) => requests.test(file))).toEqual([]);
  });
});

it('imports include the file extension', () => {
  const vague = imports.filter(({ to }) => /^(server|client)\//.test(to) && !/\.(ts|json|md)$/.test(to));
  expect(vague.map(describeImport)).toEqual([]);
});

it('constants are in camel case', () => {
  const sources = [...files, ...filesIn('scripts'), ...filesIn('test')].filter(
    (file) => /\.(ts|mts|mjs)$/.test(file) && !/\/(fixtures|apps|fixes)\//.test(file),
  );
  const others = sources.flatMap((file) =>
    [...read(file).matchAll(/^(?:export )?const ([A-Z][A-Z0-9_]+)\b/gm)].map(([, name]) => `${file}: ${name}`),
  );
  expect(others).toEqual([]);
});

it('no file has more than 400 lines', () => {
  const long = [...files, ...filesIn('scripts')]
    .filter((file) => /\.(ts|mjs)$/.test(file) && !file.includes('.generated.'))
    .map((file) => ({ file, lines: read(file).split('\n').length }))
    .filter(({ lines }) => lines > 400);
  expect(long).toEqual([]);
});

describe('knowledge holds data and lookups', () => {
  it('with functions of a few lines', () => {
    const knowledge = files.filter((file) => layerOf(file) === 'knowledge');
    const long = knowledge.flatMap((file) => longFunctionsIn(read(file)).map((line) => `${file}: ${line}`));
    expect(long).toEqual([]);
  });

  it('and without loops', () => {
    const loops = files.filter((file) => layerOf(file) === 'knowledge' && /^ *(?:for|while) \(|^ *do \{/m.test(read(file)));
    expect(loops).toEqual([]);
  });

  const body = (lines: number): string => '  work();\n'.repeat(lines - 2);
  it.each<[what: string, text: string, long: readonly string[]]>([
    ['a short function', `function a(): void {\n${body(8)}}`, []],
    ['a long function', `export function a(): void {\n${body(9)}}`, ['export function a(): void {']],
    ['a long function with parameters on lines of their own', `function a(\n  b: string,\n): void {\n${body(7)}}`, ['function a(']],
    ['a long describeImport function', `const a = (b: string): string => {\n${body(9)}};`, ['const a = (b: string): string => {']],
    ['a long function inside another call', `const a = list.map((b) => {\n${body(9)}});`, ['const a = list.map((b) => {']],
    ['a table', `export const a = {\n${"  b: 'c',\n".repeat(20)}};`, []],
    ['a row built from its defaults', `const a = (b: string): Row => ({\n${'  b,\n'.repeat(20)}});`, []],
  ])('%s', (_, text, long) => {
    expect(longFunctionsIn(text)).toEqual(long);
  });
});

/** The first lines of the functions with more than 8 lines. The formatter indents the end of a function like its start. */
function longFunctionsIn(text: string): readonly string[] {
  const lines = text.split('\n');
  return lines.filter((line, start) => {
    if (!/\bfunction\b.*[({]$|=> \{$/.test(line)) return false;
    const indent = /^ */.exec(line)![0];
    const length = lines.slice(start + 1).findIndex((next) => next.startsWith(`${indent}}`)) + 2;
    return length > 8;
  });
}

function allowed(layer: string): readonly string[] {
  const place = layers.findIndex((level) => level.includes(layer));
  return restricted[layer] ?? layers.slice(0, place).flat();
}

function layerOf(path: string): string | undefined {
  return /^server\/src\/([^/]+)\//.exec(path)?.[1];
}

/** The part of the conversion that a file belongs to. Undefined for other files and for `convert.ts`. */
function conversionPartOf(path: string): string | undefined {
  const [, part] = /^server\/src\/multi-stage\/(core|evidence|families|stacks(?:\/index\.ts|\/[^/]+(?=\/))?)/.exec(path) ?? [];
  return part;
}

function partsImportableFrom(part: string): readonly RegExp[] {
  const importable: Readonly<Record<string, readonly RegExp[]>> = {
    core: [],
    evidence: [/^core$/],
    families: [/^core$/, /^evidence$/],
    'stacks/index.ts': [/^core$/, /^stacks\//],
  };
  return importable[part] ?? [/^core$/, /^evidence$/, /^families$/];
}

function importsOf(file: string): readonly Import[] {
  const specifiers = read(file).matchAll(/^(?:import|export)\b(?:[^'"`;]*?\bfrom)?\s*'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm);
  return [...specifiers].map((match) => {
    const specifier = match[1] ?? match[2]!;
    const to = specifier.startsWith('.') ? join(dirname(file), specifier) : specifier;
    return { from: file, to, eager: match[1] !== undefined && !/^(?:import|export)\s+type\b/.test(match[0]) };
  });
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

function describeImport({ from, to }: Import): string {
  return `${from} -> ${to}`;
}
