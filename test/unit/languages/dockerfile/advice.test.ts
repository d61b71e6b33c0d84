import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatBytes } from '../../../../server/src/base/bytes.ts';
import { english } from '../../../../server/src/base/message.ts';
import { finish } from '../../../../server/src/base/work.ts';
import { adviceOf } from '../../../../server/src/languages/dockerfile/advice/advice.ts';
import { withChanges } from '../../../../server/src/languages/dockerfile/advice/combine.ts';
import { dependencyCandidates } from '../../../../server/src/languages/dockerfile/advice/dependency-candidates.ts';
import type { Saving } from '../../../../server/src/languages/saving.ts';
import type { DockerfileDocument } from '../../../../server/src/languages/dockerfile/document.ts';
import { sizesOf } from '../../../../server/src/languages/dockerfile/document-sizes.ts';
import { readContextBlock } from '../../../support/context-block.ts';
import { documentOf } from '../../../support/document.ts';

interface AdviceCase {
  readonly title: string;
  readonly text: string;
  readonly context: string | undefined;
  /** `<id> <level> [<likely bytes>] <title>`, the largest first. */
  readonly savings: readonly string[];
}

const cases = readFileSync(join(import.meta.dirname, 'advice/cases.txt'), 'utf8')
  .split(/^=== /m)
  .slice(1)
  .map((part): AdviceCase => {
    const [head = '', ...sections] = part.split(/^--- /m);
    const [title = '', ...lines] = head.split('\n');
    const named = new Map(sections.map((section) => [section.slice(0, section.indexOf('\n')), section.slice(section.indexOf('\n') + 1)]));
    const savings = named.get('savings')?.trim().split('\n') ?? [];
    return { title, text: `${lines.join('\n').trim()}\n`, context: named.get('context'), savings };
  });

function advise(document: DockerfileDocument): readonly Saving[] {
  return finish(adviceOf(document, { users: [], translate: english }));
}

function openCase({ text, context }: AdviceCase): DockerfileDocument {
  return documentOf(text, context === undefined ? undefined : readContextBlock(context));
}

/** A saving as in a case, with its likely bytes if the case names bytes. */
function drawn({ id, level, bytes, title }: Saving, expected: string | undefined): string {
  const size = expected && /^\S+ \S+ [\d.]+ [kMG]?B /.test(expected) ? `${formatBytes(bytes.likely)} ` : '';
  return `${id} ${level} ${size}${english(title)}`;
}

const totalOf = (document: DockerfileDocument): number => sizesOf(document).at(-1)?.total.bytes.likely ?? 0;

describe('advice', () => {
  it.each(cases)('$title', (each) => {
    const found = advise(openCase(each));
    expect(found.map((saving, i) => drawn(saving, each.savings[i]))).toEqual(each.savings);
  });

  it.each(cases.filter(({ savings }) => savings.length > 0))('$title: every saving is the difference of the totals', (each) => {
    const document = openCase(each);
    for (const saving of advise(document).filter(({ change }) => change.kind !== 'manual')) {
      const after = finish(withChanges(document, [saving]));
      expect(totalOf(document) - totalOf(after)).toBe(saving.bytes.likely);
      expect(after.model.tree.problems.map(({ code }) => code)).toEqual(document.model.tree.problems.map(({ code }) => code));
      expect(saving.bytes.low).toBeLessThanOrEqual(saving.bytes.likely);
      expect(saving.bytes.likely).toBeLessThanOrEqual(saving.bytes.high);
    }
  });
});

describe('several changes together', () => {
  const both = 'FROM debian:bookworm-slim\nRUN apt-get update && apt-get install -y curl\n';

  it('of one instruction are all made', () => {
    const document = documentOf(both);
    expect(finish(withChanges(document, advise(document))).text).toBe(
      'FROM debian:bookworm-slim\nRUN apt-get update && apt-get install --no-install-recommends -y curl && rm -rf /var/lib/apt/lists/*\n',
    );
  });

  it('of two instructions are made where they were found, whichever are picked', () => {
    const document = documentOf(`${both}RUN apt-get update && apt-get install -y git\n`);
    const second = advise(document).filter(({ id }) => id === 'package-lists-left:3' || id === 'recommended-packages-installed:3');
    expect(second).toHaveLength(2);
    const lines = finish(withChanges(document, second)).text.split('\n');
    expect(lines[1]).toBe('RUN apt-get update && apt-get install -y curl');
    expect(lines[2]).toMatch(/--no-install-recommends -y git && rm -rf/);
  });

  it('save less than the sum if they save the same bytes', () => {
    const document = documentOf('FROM python:3.12\nCMD ["python"]\n');
    const savings = advise(document);
    expect(savings).toHaveLength(2);
    const saved = totalOf(document) - totalOf(finish(withChanges(document, savings)));
    expect(saved).toBe(savings[0]!.bytes.likely);
  });

  it('include the conversion, made of the text with the other changes', () => {
    const context = readContextBlock(
      'go.mod\n    module example.com/app\n\n    go 1.25\nmain.go\n    package main\n\n    func main() {}\n',
    );
    const text = 'FROM golang:1.25-bookworm\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /bin/app .\nCMD ["/bin/app"]\n';
    const document = documentOf(text, context);
    const converted = finish(withChanges(document, advise(document)));
    expect(converted.text).toMatch(/^FROM golang:1\.25-alpine AS /);
    expect(converted.model.stages).toHaveLength(2);
  });
});

it('rules that the user has turned off give no advice', () => {
  const document = documentOf('FROM debian:bookworm-slim\nRUN apt-get update && apt-get install -y --no-install-recommends curl\n');
  expect(advise(document).map(({ source }) => source)).toEqual(['package-lists-left']);
  const settings = {
    preset: 'recommended',
    byRule: { 'package-lists-left': { severity: 'off' }, 'missing-cache-mount': { severity: 'off' } },
  } as const;
  expect(advise({ ...document, rules: { ...document.rules, settings } })).toEqual([]);
});

describe('an install with development dependencies', () => {
  const manifest = '{ "dependencies": { "express": "4" }, "devDependencies": { "jest": "29" } }';
  const edited = (lines: string, json = manifest): string | undefined => {
    const document = documentOf(`FROM node:22\nCOPY package.json .\n${lines}\n`, readContextBlock(`package.json\n    ${json}`));
    const found = dependencyCandidates(document);
    return found.length > 0 ? finish(withChanges(document, found)).text.split('\n')[2] : undefined;
  };

  it.each([
    ['RUN npm ci', 'RUN npm ci --omit=dev'],
    ['RUN npm install && npm cache clean --force', 'RUN npm install --omit=dev && npm cache clean --force'],
    ['RUN yarn install --frozen-lockfile', 'RUN yarn install --production --frozen-lockfile'],
    ['RUN pnpm install', 'RUN pnpm install --prod'],
  ])('%s: %s', (line, after) => {
    expect(edited(line)).toBe(after);
  });

  it.each([
    ['RUN npm ci --omit=dev'],
    ['RUN npm ci && npm run build'],
    ['RUN npm ci\nRUN npx tsc'],
    ['ENV NODE_ENV=production\nRUN npm ci'],
    ['RUN npm install express'],
    ['RUN npm install -g jest'],
    ['RUN npm ci\nFROM scratch'],
    ['RUN if [ -f x ]; then npm ci; fi'],
  ])('%j: nothing, it has none, or something may need them', (lines) => {
    expect(edited(lines)).toBeUndefined();
  });

  it('nothing if package.json has none', () => {
    expect(edited('RUN npm ci', '{ "dependencies": { "express": "4" } }')).toBeUndefined();
  });
});
