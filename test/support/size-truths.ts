import { readFileSync } from 'node:fs';
import path from 'node:path';
import { sizeInContext } from '../../server/src/knowledge/context-sizes.ts';
import type { Bytes } from '../../server/src/sizes/size.ts';
import { lastLayer } from './sizes.ts';

/** Rows of a file with measured sizes in test/unit/sizes, without its head. */
function rowsOf(name: string): readonly (readonly string[])[] {
  const text = readFileSync(path.join(import.meta.dirname, '../../test/unit/sizes', name), 'utf8');
  return text.trimEnd().split('\n').slice(1).map((line) => line.split('\t')); // prettier-ignore
}

/** What was measured, and what is estimated for it. */
export interface SizeTruth {
  readonly name: string;
  readonly bytes: number;
  readonly estimate: Bytes;
}

/** How good estimates are: errors of their figures, and of their intervals the share that contains the truth and the median width. */
export interface TruthSummary {
  readonly count: number;
  readonly median: number;
  readonly ninth: number;
  readonly inside: number;
  readonly width: number;
}

/** The value at a fraction of a list of numbers. */
function at(values: readonly number[], fraction: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(fraction * sorted.length) - 1)] ?? NaN;
}

export function summaryOf(truths: readonly SizeTruth[]): TruthSummary {
  const errors = truths.map(({ bytes, estimate }) => Math.abs(estimate.likely / bytes - 1));
  const widths = truths.map(({ bytes, estimate }) => (estimate.high - estimate.low) / bytes);
  const inside = truths.filter(({ bytes, estimate }) => estimate.low <= bytes && bytes <= estimate.high).length;
  return { count: truths.length, median: at(errors, 0.5), ninth: at(errors, 0.9), inside: inside / truths.length, width: at(widths, 0.5) };
}

/** Sources of COPY in public repositories with their bytes, without empty ones. They set no constant. */
export const contextSources = (): readonly SizeTruth[] =>
  rowsOf('context-sources.tsv')
    .map(([, source = '', bytes]) => ({ name: source, bytes: Number(bytes), estimate: sizeInContext(source) }))
    .filter(({ bytes }) => bytes > 0);

/**
 * scripts/python/measure-sets.mjs: `python-pinned-sets.tsv` has the versions of the table, as with a lock file, `python-sets.tsv` the newest ones.
 * scripts/python/sets.txt says what was known of them.
 */
export const pythonInstalls = (file: string): readonly SizeTruth[] =>
  rowsOf(file).map(([name = '', words = '', python = '', , , bytes]) => {
    const quoted = words.split(' ').map((word) => `'${word}'`).join(' '); // prettier-ignore
    const text = `FROM python:${python.replace(/\.\d+$/, '')}-slim\nRUN pip install --no-cache-dir ${quoted}`;
    return { name, bytes: Number(bytes), estimate: lastLayer(text).bytes! };
  });

/** scripts/node/measure-trees.mjs: projects that are not part of the table. `part`: all packages, or those for production. */
export const nodeInstalls = (part: 'all' | 'production'): readonly SizeTruth[] =>
  rowsOf('node-trees.tsv')
    .map(([name = '', , , all, production, , packages = '']) => {
      const context = `package.json\n    {}\npackage-lock.json\n    ${lockOf(packages.split(' '))}`;
      const command = part === 'all' ? 'npm ci --ignore-scripts' : 'npm ci --omit=dev --ignore-scripts';
      const text = `FROM node:22\nWORKDIR /app\nCOPY package*.json ./\nRUN --mount=type=cache,target=/root/.npm ${command}`;
      return { name, bytes: Number(part === 'all' ? all : production), estimate: lastLayer(text, context).bytes! };
    })
    .filter(({ bytes }) => bytes > 100_000);

/** A package-lock.json. Each package is in a folder of its own, so that names may repeat. */
function lockOf(packages: readonly string[]): string {
  const entries = packages.filter(Boolean).map((text, i) => {
    const [, name = '', version, flags = ''] = /^(.+)@([^:]+)(?::(\w+))?$/.exec(text) ?? [];
    const has = (flag: string): boolean => flags.includes(flag);
    const one = { version, ...(has('d') && { dev: true }), ...(has('o') && { optional: true }), ...(has('p') && { os: ['darwin'] }) };
    return [`node_modules/place-${i}/node_modules/${name}`, one];
  });
  return JSON.stringify({ lockfileVersion: 3, packages: { '': {}, ...Object.fromEntries(entries) } });
}

/** `go mod download`: the module caches of programs that set no constant. scripts/go/measure-modules.mjs */
export const goDownloads = (): readonly SizeTruth[] =>
  rowsOf('go-programs.tsv').map(([name = '', , cache, , , , , modules = '']) => {
    const required = modules.split(' ').map((one) => `\t${one.replace('@', ' ')}\n`).join('    '); // prettier-ignore
    const context = `go.mod\n    module ${name}\n    go 1.26\n    require (\n    ${required}    )\nmain.go\n`;
    const text = 'FROM golang:1.26\nWORKDIR /src\nCOPY . .\nRUN go mod download';
    return { name, bytes: Number(cache), estimate: lastLayer(text, context).bytes! };
  });

/** scripts/java/measure-projects.mjs: the programs of Maven with their libraries, or the local repositories. They set no constant. */
export const javaProjects = (part: 'program' | 'repository'): readonly SizeTruth[] =>
  rowsOf('java-projects.tsv').map(([name = '', , dependencies = '', program, repository]) => {
    const elements = dependencies.split(' ').map((text) => {
      const [group, artifact, ...rest] = text.includes(':') ? text.split(':') : ['org.springframework.boot', `spring-boot-starter-${text}`];
      const scope = rest.find((word) => /^(?:test|runtime|provided)$/.test(word));
      return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId>${scope ? `<scope>${scope}</scope>` : ''}</dependency>`;
    }); // prettier-ignore
    const context = `pom.xml\n    <project><artifactId>app</artifactId><dependencies>${elements.join('')}</dependencies></project>\n`;
    const build = 'FROM maven:3 AS build\nWORKDIR /app\nCOPY . .\nRUN';
    const copied = `${build} mvn package\nFROM scratch\nCOPY --from=build /app/target/*.jar /app.jar`;
    const downloaded = `${build} --mount=type=cache,target=/app/target mvn package`;
    const estimate = lastLayer(part === 'program' ? copied : downloaded, context).bytes!;
    return { name, bytes: Number(part === 'program' ? program : repository), estimate };
  });
