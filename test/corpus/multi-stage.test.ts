import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { BuildContext } from '../../server/src/context/build-context.ts';
import { createBuildContext } from '../../server/src/context/snapshot-context.ts';
import type { DockerfileModel, RuntimeConfig } from '../../server/src/model/model.ts';
import { convertToMultiStage } from '../../server/src/multi-stage/convert.ts';
import { message } from '../../server/src/base/message.ts';
import { factsOf } from '../../server/src/facts/facts.ts';
import { readContextBlock } from '../support/context-block.ts';
import { readConversionCases } from '../support/conversion-cases.ts';
import { corpus } from '../support/corpus.ts';
import { modelOf } from '../support/model.ts';

/**
 * What is true for every conversion: the new file parses, has several stages, and the container of its last one gets the same runtime
 * instructions, unchanged and in the same order; every comment and every command of the author is kept.
 */
function checkConversion(text: string, build: BuildContext): 'converted' | 'refused' {
  const before = modelOf(text);
  const conversion = convertToMultiStage(factsOf(before, build));
  if (conversion.kind === 'refused') return 'refused';
  const after = modelOf(conversion.text);
  expect(after.tree.problems).toEqual([]);
  expect(after.stages.length).toBeGreaterThan(1);
  expect(runtimeInstructions(after)).toEqual(runtimeInstructions(before));
  expect(settings(after)).toEqual(settings(before));
  for (const { text: comment } of before.tree.comments) expect(after.tree.comments.map((one) => one.text)).toContain(comment);
  for (const { keyword, source } of before.tree.instructions) {
    if (keyword === 'RUN') expect(withoutPruning(conversion.text)).toContain(withoutPruning(source));
  }
  expect(convertToMultiStage(factsOf(after, build)).kind).toBe('refused');
  return 'converted';
}

const runtimeKeywords = new Set(
  ['ENV', 'USER', 'EXPOSE', 'VOLUME', 'LABEL', 'MAINTAINER', 'HEALTHCHECK', 'STOPSIGNAL', 'SHELL', 'ENTRYPOINT', 'CMD'], // prettier-ignore
);
/** The lines that a conversion may add to them. */
const added = new Set(['ENV PATH="/opt/venv/bin:$PATH"', 'ENV GOPATH=/go', 'ENV ASPNETCORE_HTTP_PORTS=', 'ENV ASPNETCORE_URLS=']);

function runtimeInstructions(model: DockerfileModel): readonly string[] {
  const { instructions } = model.final!;
  return instructions.filter(({ keyword, source }) => runtimeKeywords.has(keyword) && !added.has(source)).map(({ source }) => source);
}

function settings(model: DockerfileModel): unknown {
  const { user, workdir, shell, cmd, stopSignal }: RuntimeConfig = model.configOf(model.final!);
  // An image that is not known runs as root here; an ENTRYPOINT leaves the empty command behind.
  const command = cmd && cmd.value.words.length > 0 ? cmd.value : undefined;
  return [user?.value ?? 'root', workdir?.value, shell.value, command, stopSignal?.value];
}

/** An install may get an option that leaves the development dependencies out. */
function withoutPruning(text: string): string {
  return text.replace(/ --(?:omit=dev|production|prod)(?=\s|$)/g, '');
}

const contexts: readonly BuildContext[] = [
  createBuildContext({ state: 'unavailable', reason: message('no folder') }),
  createBuildContext(
    readContextBlock(
      'package.json\n    {"scripts":{"build":"tsc --outDir dist"},"dependencies":{"express":"4"},"devDependencies":{"typescript":"5"}}\npackage-lock.json\nsrc/a.ts\nmain.go\ngo.mod\napp.py\nrequirements.txt\n    flask\n',
    ),
  ),
];

const fixtures = path.join(import.meta.dirname, '../unit/multi-stage');
const cases = fs
  .readdirSync(fixtures)
  .filter((name) => name.endsWith('.txt'))
  .flatMap((name) => readConversionCases(fs.readFileSync(path.join(fixtures, name), 'utf8')));

describe('what a conversion keeps', () => {
  test.each(cases)('$title', ({ text, context }) => {
    const own = context === undefined ? [] : [createBuildContext(readContextBlock(context))];
    for (const build of [...own, ...contexts]) {
      for (const version of [text, text.replaceAll('\n', '\r\n'), text.trimEnd()]) checkConversion(version, build);
    }
  });

  test('line breaks stay as the author wrote them', () => {
    for (const { text, context, becomes } of cases) {
      if (!becomes || context === undefined) continue;
      const model = modelOf(text.replaceAll('\n', '\r\n'));
      const conversion = convertToMultiStage(factsOf(model, createBuildContext(readContextBlock(context))));
      expect(conversion.kind === 'converted' && conversion.text).toBe(becomes.replaceAll('\n', '\r\n'));
    }
  });
});

describe.skipIf(corpus.length === 0)('real Dockerfiles, unchanged and on another base', () => {
  const bases = [undefined, 'golang:1.22', 'node:20-alpine', 'python:3.12'];
  const oneStage = corpus.flatMap(({ name, text }) => asOneStage(text).map((version) => ({ name, text: version })));
  test.each(bases)('%s', (base) => {
    let converted = 0;
    for (const { name, text } of oneStage) {
      const version = base === undefined ? text : text.replace(/^(from\s+)\S+/im, `$1${base}`);
      for (const build of contexts) {
        expect(() => (converted += checkConversion(version, build) === 'converted' ? 1 : 0), name).not.toThrow();
      }
    }
    expect(converted).toBeGreaterThan(0);
  });
});

/** A file with one stage; of several, the first one with the start commands of the last, as the file might have begun. */
function asOneStage(text: string): readonly string[] {
  if ((text.match(/^\s*from\s/gim) ?? []).length === 1) return [text];
  const { stages, final } = modelOf(text);
  const [first] = stages;
  if (!first || !final) return [];
  const starts = final.instructions.filter(({ keyword }) => keyword === 'CMD' || keyword === 'ENTRYPOINT');
  const lines = [...first.instructions, ...(first === final ? [] : starts)].map(({ source }) => source);
  return [`${lines.join('\n').replace(/\s+as\s+[\w-]+$/im, '')}\n`];
}
