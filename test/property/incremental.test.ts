import fc from 'fast-check';
import { expect, it } from 'vitest';
import { diagnose } from '../../server/src/languages/dockerfile/diagnostics.ts';
import { createDockerfileDocument } from '../../server/src/languages/dockerfile/document.ts';
import type { DockerfileDocument } from '../../server/src/languages/dockerfile/document.ts';
import { documentOf } from '../support/document.ts';
import { ownSources, realSources } from './sources.ts';

// An edit keeps what is known about unchanged instructions. The findings must be those of the whole text read anew.

/** Lines that change the meaning of the instructions after them, or of the whole file. */
const changes = [
  '# syntax=example.com/other:1',
  '# syntax=docker/dockerfile:1.2',
  '# escape=`',
  '# shellcheck shell=bash',
  '# hadolint shell=pwsh',
  'SHELL ["/bin/bash", "-c"]',
  'SHELL ["powershell", "-Command"]',
  'FROM debian:12 AS build',
  'FROM alpine:3.22',
  'FROM mcr.microsoft.com/windows/servercore:ltsc2022',
  'FROM scratch',
  'ARG VERSION',
  'ENV DIR=/srv/app/ NAME=value',
  'WORKDIR /work',
  'USER app',
  'ENTRYPOINT ["/entry"]',
  'ONBUILD RUN apt-get install curl',
];

type Edit = (lines: readonly string[]) => readonly string[];

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(fc.nat(), fc.constantFrom(...changes)).map(
    ([at, line]): Edit =>
      (lines) =>
        lines.toSpliced(at % (lines.length + 1), 0, line),
  ),
  fc.constantFrom(...changes.slice(0, 4)).map((line): Edit => (lines) => [line, ...lines]),
  fc.nat().map(
    (at): Edit =>
      (lines) =>
        lines.toSpliced(at % lines.length, 1),
  ),
  fc.tuple(fc.nat(), fc.nat()).map(([from, to]): Edit => (lines) => {
    const [line = ''] = lines.slice(from % lines.length);
    return lines.toSpliced(from % lines.length, 1).toSpliced(to % lines.length, 0, line);
  }),
  fc.nat().map(
    (at): Edit =>
      (lines) =>
        lines.with(at % lines.length, `ONBUILD ${lines[at % lines.length]}`),
  ),
);

it('after edits, the findings are those of a file that is read anew', () => {
  const sources = [...ownSources(), ...realSources()];
  fc.assert(
    fc.property(fc.constantFrom(...sources), fc.array(edit, { minLength: 1, maxLength: 6 }), ({ text, context }, edits) => {
      let document: DockerfileDocument = documentOf(text, context);
      diagnose(document);
      for (const change of edits) {
        const edited = change(document.text.split('\n')).join('\n');
        document = createDockerfileDocument({ ...document, text: edited, users: [] }, document);
        const fresh = diagnose({ ...documentOf(edited, context), build: document.build });
        if (JSON.stringify(diagnose(document)) !== JSON.stringify(fresh)) expect(diagnose(document)).toEqual(fresh);
      }
    }),
    { numRuns: process.env.CI ? 2000 : 300 },
  );
});
