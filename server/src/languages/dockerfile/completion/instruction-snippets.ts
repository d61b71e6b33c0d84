import type { Since } from '../../../knowledge/syntax-version.ts';
import { message } from '../../../base/message.ts';
import type { Message } from '../../../base/message.ts';

/** A common way to write an instruction, with places to fill in. */
export interface InstructionSnippet {
  readonly keyword: string;
  readonly label: string;
  /** In LSP's snippet syntax; plain places only (`$1`, `${1:word}`). */
  readonly body: string;
  readonly summary: Message;
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
    summary: message('A stage with a name, for later FROM and COPY --from.'),
    since: always,
  },
  {
    keyword: 'RUN',
    label: 'RUN <<EOF',
    body: 'RUN <<EOF\n${1:command}\nEOF',
    summary: message('A script of several lines, in one layer.'),
    since: heredocs,
  },
  {
    keyword: 'RUN',
    label: 'RUN --mount=type=cache',
    body: 'RUN --mount=type=cache,target=${1:/root/.cache} ${2:command}',
    summary: message('A command with a folder that the builder keeps from build to build.'),
    since: mounts,
  },
  {
    keyword: 'RUN',
    label: 'RUN --mount=type=secret',
    body: 'RUN --mount=type=secret,id=${1:name} ${2:command}',
    summary: message('A command that reads a secret, which stays out of the image.'),
    since: mounts,
  },
  {
    keyword: 'COPY',
    label: 'COPY --from=…',
    body: 'COPY --from=${1:stage} ${2:/source} ${3:/destination}',
    summary: message('Files of another stage, or of another image.'),
    since: always,
  },
  {
    keyword: 'COPY',
    label: 'COPY <<EOF',
    body: 'COPY <<EOF ${1:/path}\n${2:text}\nEOF',
    summary: message('A file whose text stands here.'),
    since: heredocs,
  },
  {
    keyword: 'HEALTHCHECK',
    label: 'HEALTHCHECK … CMD …',
    body: 'HEALTHCHECK --interval=${1:30s} --timeout=${2:3s} CMD ${3:command}',
    summary: message('A check with its times.'),
    since: always,
  },
  {
    keyword: 'CMD',
    label: 'CMD ["…"]',
    body: 'CMD ["${1:program}"]',
    summary: message('The exec form: the program gets signals itself, no shell stands between.'),
    since: always,
  },
  {
    keyword: 'ENTRYPOINT',
    label: 'ENTRYPOINT ["…"]',
    body: 'ENTRYPOINT ["${1:program}"]',
    summary: message('The exec form: the program gets signals itself, no shell stands between.'),
    since: always,
  },
];

/** A snippet for editors that know none: its places hold what they propose. */
export function plainOf(body: string): string {
  return body.replace(/\$\{\d+:([^}]*)\}|\$\d+/g, '$1');
}
