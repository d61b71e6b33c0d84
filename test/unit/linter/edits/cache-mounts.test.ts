import { expect, it } from 'vitest';
import { applyEdits } from '../../../../server/src/base/edit.ts';
import { toolCaches } from '../../../../server/src/knowledge/tool-caches.ts';
import { check, everyRule } from '../../../support/rules.ts';

const rule = 'missing-cache-mount';

/** A command of each tool that downloads, in an image in which its cache is known. A build stage, because some caches stay in an image. */
const commands: readonly (readonly [tool: string, image: string, command: string])[] = [
  ['apt-get', 'debian:12', 'apt-get update && apt-get install -y git && rm -rf /var/lib/apt/lists/*'],
  ['apk', 'alpine:3.22', 'apk add --no-cache git'],
  ['dnf', 'fedora:42', 'dnf install -y git && dnf clean all'],
  ['yum', 'oraclelinux:7', 'yum install -y git && yum clean all'],
  ['pacman', 'archlinux:base', 'pacman -Syu --noconfirm git && rm -rf /var/cache/pacman/pkg/*'],
  ['pip', 'python:3.13-slim', 'pip install --no-cache-dir flask && pip cache purge'],
  ['uv', 'python:3.13-slim', 'uv sync --no-cache'],
  ['poetry', 'python:3.13-slim', 'poetry install --no-cache'],
  ['pipenv', 'python:3.13-slim', 'pipenv install'],
  ['pdm', 'python:3.13-slim', 'pdm install'],
  ['npm', 'node:22-slim', 'npm ci && npm cache clean --force'],
  ['yarn', 'node:22-slim', 'yarn --frozen-lockfile && yarn cache clean'],
  ['pnpm', 'node:22-slim', 'pnpm install'],
  ['bun', 'node:22-slim', 'bun install --no-cache'],
  ['go', 'golang:1.25-bookworm', 'go mod download'],
  ['cargo', 'rust:1-slim', 'cargo build --release'],
  ['dotnet', 'debian:12', 'dotnet restore'],
  ['maven', 'debian:12', 'mvn -B package'],
  ['gradle', 'debian:12', 'gradle build'],
  ['composer', 'debian:12', 'composer install --no-cache'],
  ['bundler', 'ruby:3.4-slim', 'bundle install'],
  ['gem', 'ruby:3.4-slim', 'gem install rails'],
];

/** Their caches are also what they install from (conda), nothing without a setting (zypper), or filled by other tools. */
const withoutMount = new Set(['conda', 'zypper', 'node-gyp', 'ccache']);

it.each(commands)('%s in %s: %s', (_tool, image, command) => {
  const text = `FROM ${image} AS build\nRUN ${command}\nFROM scratch\nCOPY --from=build /a /a\n`;
  const before = check(text, { settings: everyRule }).findings;
  const finding = before.find((each) => each.rule === rule);
  const fixed = applyEdits(text, finding?.fixes[0]?.edits ?? []);
  expect(fixed).toContain('--mount=type=cache,target=/');
  const after = check(fixed, { settings: everyRule }).findings.map((each) => each.rule);
  expect(after).not.toContain(rule);
  expect(after).not.toContain('unused-cache-mount');
  // What would keep the cache empty is gone.
  expect(fixed).not.toMatch(/--no-cache| clean\b| purge\b|rm -rf \/var/);
});

it('covers every tool whose cache is known', () => {
  const covered = new Set([...commands.map(([tool]) => tool), ...withoutMount]);
  expect(toolCaches.map(({ tool }) => tool).filter((tool) => !covered.has(tool))).toEqual([]);
});
