import type { Since } from '../../../knowledge/syntax-version.ts';
import { message } from '../../../base/message.ts';
import type { FixedMessage } from '../../../base/message.ts';

/** A common form of an instruction, with placeholders. */
export interface InstructionSnippet {
  readonly keyword: string;
  readonly label: string;
  /** In LSP snippet syntax, with only `$1` and `${1:word}` placeholders. */
  readonly body: string;
  readonly summary: FixedMessage;
  readonly since: Since;
}

const always: Since = {};
const heredocs: Since = { stable: '1.4' };
const mounts: Since = { stable: '1.2', labs: '1.0' };

export const instructionSnippets: readonly InstructionSnippet[] = [
  {
    keyword: 'FROM',
    label: 'FROM … AS …',
    body: 'FROM ${1:image} AS ${2:stage}',
    summary: message('A named stage, for later FROM and COPY --from.'),
    since: always,
  },
  {
    keyword: 'RUN',
    label: 'RUN <<EOF',
    body: 'RUN <<EOF\n${1:command}\nEOF',
    summary: message('A script of several lines in one layer.'),
    since: heredocs,
  },
  {
    keyword: 'RUN',
    label: 'RUN --mount=type=cache',
    body: 'RUN --mount=type=cache,target=${1:/root/.cache} ${2:command}',
    summary: message('A command with a folder that the builder keeps between builds.'),
    since: mounts,
  },
  {
    keyword: 'RUN',
    label: 'RUN --mount=type=secret',
    body: 'RUN --mount=type=secret,id=${1:name} ${2:command}',
    summary: message('A command that uses a secret, which does not stay in the image.'),
    since: mounts,
  },
  {
    keyword: 'COPY',
    label: 'COPY --from=…',
    body: 'COPY --from=${1:stage} ${2:/source} ${3:/destination}',
    summary: message('Files from another stage or image.'),
    since: always,
  },
  {
    keyword: 'COPY',
    label: 'COPY <<EOF',
    body: 'COPY <<EOF ${1:/path}\n${2:text}\nEOF',
    summary: message('A file with its content in the Dockerfile.'),
    since: heredocs,
  },
  {
    keyword: 'HEALTHCHECK',
    label: 'HEALTHCHECK … CMD …',
    body: 'HEALTHCHECK --interval=${1:30s} --timeout=${2:3s} CMD ${3:command}',
    summary: message('A health check with its intervals.'),
    since: always,
  },
  {
    keyword: 'CMD',
    label: 'CMD ["…"]',
    body: 'CMD ["${1:program}"]',
    summary: message('Exec form: no shell is used, so the program receives signals directly.'),
    since: always,
  },
  {
    keyword: 'ENTRYPOINT',
    label: 'ENTRYPOINT ["…"]',
    body: 'ENTRYPOINT ["${1:program}"]',
    summary: message('Exec form: no shell is used, so the program receives signals directly.'),
    since: always,
  },
];

/** The text of a snippet for editors without snippet support: placeholders are replaced with their default text. */
export function plainTextOf(body: string): string {
  return body.replace(/\$\{\d+:([^}]*)\}|\$\d+/g, '$1');
}
