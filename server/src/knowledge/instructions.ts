import { message } from '../base/message.ts';
import type { FixedMessage } from '../base/message.ts';

/** What an instruction adds to the image. */
export type InstructionEffect =
  /** A layer with the files that it creates. */
  | 'layer'
  /** A layer that contains at most an empty folder. */
  | 'folder'
  /** An entry in the image configuration, without size. */
  | 'configuration'
  /** Nothing: it only affects the build. */
  | 'build'
  /** The layers of the base image. */
  | 'base';

/** A syntax form of an instruction. */
export interface InstructionForm {
  /** `COPY [OPTIONS] <src> ... <dest>` */
  readonly label: string;
  /** The variable parts of the label, in order. `text` is a substring of the label. */
  readonly parameters: readonly { readonly text: string; readonly summary: FixedMessage }[];
}

/** Documentation of an instruction. */
export interface InstructionFacts {
  readonly keyword: string;
  readonly summary: FixedMessage;
  readonly forms: readonly InstructionForm[];
  readonly example: string;
  readonly effect: InstructionEffect;
  /** Whether only the last one in a stage has an effect. */
  readonly lastWins: boolean;
  /** A common mistake, in one or two sentences. */
  readonly note: FixedMessage | undefined;
  readonly anchor: string;
}

/** A row of the table below, without what most instructions have in common. The default `anchor` is the keyword. */
type Row = Omit<InstructionFacts, 'lastWins' | 'note' | 'anchor'> & Partial<InstructionFacts>;

const options = { text: '[OPTIONS]', summary: message('Flags, as `--name` or `--name=value`, before everything else.') };
const source = { text: '<src>', summary: message('Files, folders or patterns, relative to the root of the build context.') };
const destination = {
  text: '<dest>',
  summary: message('The destination. A trailing slash means a folder; a relative path starts at WORKDIR.'),
};
const execForm = {
  text: '["<program>", "<argument>", ...]',
  summary: message('The program and its arguments as a JSON array with double quotes. No shell is used.'),
};
const shellForm = { text: '<command>', summary: message('A command line for the shell (`/bin/sh -c`, unless SHELL sets another one).') };
const value = { text: '<value>', summary: message('The value, in double quotes if it contains spaces.') };

/**
 * https://docs.docker.com/reference/dockerfile/, in alphabetical order. Which instructions create a layer: dockerfile2llb of moby/buildkit.
 */
const rows: readonly Row[] = [
  {
    keyword: 'ADD',
    summary: message('Copies files from the build context, a URL or a Git repository into the image, and unpacks local tar archives.'),
    forms: [
      { label: 'ADD [OPTIONS] <src> ... <dest>', parameters: [options, addSource(), destination] },
      {
        label: 'ADD [OPTIONS] ["<src>", ... "<dest>"]',
        parameters: [options, { ...addSource(), text: '"<src>"' }, { ...destination, text: '"<dest>"' }],
      },
    ],
    example: 'ADD --checksum=sha256:24454f… https://example.com/tool.tar.gz /opt/',
    effect: 'layer',
    note: message('For local files, use COPY: it only copies.'),
  },
  {
    keyword: 'ARG',
    summary: message('Declares a variable for the build only, which `docker build --build-arg NAME=value` can set.'),
    forms: [
      {
        label: 'ARG <name>[=<default>] ...',
        parameters: [
          { text: '<name>', summary: message('The name of the variable.') },
          { text: '<default>', summary: message('The default value, used when the build does not set one.') },
        ],
      },
    ],
    example: 'ARG NODE_VERSION=22',
    effect: 'build',
    note: message('It is not available in the container, but it stays in the image history: do not use it for secrets.'),
  },
  {
    keyword: 'CMD',
    summary: message(
      'The default command of a container, or the default arguments of its ENTRYPOINT. `docker run IMAGE a b` replaces it with `a b`.',
    ),
    forms: [
      { label: 'CMD ["<program>", "<argument>", ...]', parameters: [execForm] },
      { label: 'CMD <command>', parameters: [shellForm] },
    ],
    example: 'CMD ["node", "server.js"]',
    effect: 'configuration',
    lastWins: true,
  },
  {
    keyword: 'COPY',
    summary: message('Copies files from the build context, another stage or another image into the image.'),
    forms: [
      { label: 'COPY [OPTIONS] <src> ... <dest>', parameters: [options, source, destination] },
      {
        label: 'COPY [OPTIONS] ["<src>", ... "<dest>"]',
        parameters: [options, { ...source, text: '"<src>"' }, { ...destination, text: '"<dest>"' }],
      },
    ],
    example: 'COPY package.json package-lock.json ./',
    effect: 'layer',
    note: message('For a folder, its contents are copied, not the folder itself. Files that .dockerignore excludes are not available.'),
  },
  {
    keyword: 'ENTRYPOINT',
    summary: message(
      'The program that every container of the image starts. Its arguments are CMD, or the words after the image in `docker run`.',
    ),
    forms: [
      { label: 'ENTRYPOINT ["<program>", "<argument>", ...]', parameters: [execForm] },
      { label: 'ENTRYPOINT <command>', parameters: [shellForm] },
    ],
    example: 'ENTRYPOINT ["/usr/bin/tini", "--"]',
    effect: 'configuration',
    lastWins: true,
    note: message('It clears the CMD of the base image.'),
  },
  {
    keyword: 'ENV',
    summary: message('Sets variables for the rest of the stage and for every container; `docker run -e NAME=value` sets another value.'),
    forms: [{ label: 'ENV <name>=<value> ...', parameters: [{ text: '<name>', summary: message('The name of the variable.') }, value] }],
    example: 'ENV NODE_ENV=production PORT=3000',
    effect: 'configuration',
    note: message('It stays in the image: anyone with the image can read it.'),
  },
  {
    keyword: 'EXPOSE',
    summary: message('Documents the ports that the program listens on. It does not publish them: use `docker run -p`.'),
    forms: [
      {
        label: 'EXPOSE <port>[/<protocol>] ...',
        parameters: [
          { text: '<port>', summary: message('A port, or a range such as `7000-7009`.') },
          { text: '<protocol>', summary: message('`tcp` (the default), `udp` or `sctp`.') },
        ],
      },
    ],
    example: 'EXPOSE 8080/tcp',
    effect: 'configuration',
  },
  {
    keyword: 'FROM',
    summary: message('Starts a stage from a base image, an earlier stage, or nothing (`scratch`).'),
    forms: [
      {
        label: 'FROM [--platform=<platform>] <image> [AS <name>]',
        parameters: [
          { text: '--platform=<platform>', summary: message('The platform to use for a multi-platform image.') },
          { text: '<image>', summary: message('`name:tag`, `name@digest`, or the name of an earlier stage.') },
          { text: 'AS <name>', summary: message('The name of the stage, for later FROM, COPY --from and `docker build --target`.') },
        ],
      },
    ],
    example: 'FROM node:22-slim AS build',
    effect: 'base',
    note: message(
      'Only ARG is allowed before the first FROM. A stage does not see the ARG and ENV of earlier stages, unless it is based on them.',
    ),
  },
  {
    keyword: 'HEALTHCHECK',
    summary: message('A command that Docker runs regularly in the container to check that it still works.'),
    forms: [
      {
        label: 'HEALTHCHECK [OPTIONS] CMD <command>',
        parameters: [options, { text: '<command>', summary: message('Exit status 0: healthy, 1: unhealthy. Shell form or exec form.') }],
      },
      { label: 'HEALTHCHECK NONE', parameters: [{ text: 'NONE', summary: message('Disables the health check of the base image.') }] },
    ],
    example: 'HEALTHCHECK --interval=30s --timeout=3s CMD curl -fsS http://localhost:8080/health || exit 1',
    effect: 'configuration',
    lastWins: true,
    note: message('Kubernetes ignores it and uses its own probes.'),
  },
  {
    keyword: 'LABEL',
    summary: message('Adds metadata to the image, which `docker image inspect` shows.'),
    forms: [
      {
        label: 'LABEL <key>=<value> ...',
        parameters: [{ text: '<key>', summary: message('The name of the label, such as `org.opencontainers.image.source`.') }, value],
      },
    ],
    example: 'LABEL org.opencontainers.image.source="https://github.com/example/app"',
    effect: 'configuration',
  },
  {
    keyword: 'MAINTAINER',
    summary: message('Sets the author of the image. Deprecated: use LABEL.'),
    forms: [{ label: 'MAINTAINER <name>', parameters: [{ text: '<name>', summary: message('The name and address of the author.') }] }],
    example: 'LABEL org.opencontainers.image.authors="name@example.com"',
    effect: 'configuration',
    lastWins: true,
    anchor: 'maintainer-deprecated',
  },
  {
    keyword: 'ONBUILD',
    summary: message('Stores an instruction that runs when another Dockerfile uses this image, directly after its FROM.'),
    forms: [
      {
        label: 'ONBUILD <instruction>',
        parameters: [{ text: '<instruction>', summary: message('Any instruction except ONBUILD, FROM and MAINTAINER.') }],
      },
    ],
    example: 'ONBUILD COPY . /app',
    effect: 'configuration',
    note: message('It only runs in images that are directly based on this one.'),
  },
  {
    keyword: 'RUN',
    summary: message('Runs a command during the build and stores its changes to the file system as a layer.'),
    forms: [
      { label: 'RUN [OPTIONS] <command>', parameters: [options, shellForm] },
      { label: 'RUN [OPTIONS] ["<program>", "<argument>", ...]', parameters: [options, execForm] },
      {
        label: 'RUN [OPTIONS] <<EOF',
        parameters: [options, { text: '<<EOF', summary: message('The lines up to `EOF` are the script (since syntax 1.4).') }],
      },
    ],
    example: 'RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*',
    effect: 'layer',
    note: message('Each RUN starts a new shell: `cd`, `export` and background processes do not carry over to the next one.'),
  },
  {
    keyword: 'SHELL',
    summary: message('Sets the shell for the shell form of the following RUN, CMD and ENTRYPOINT instructions.'),
    forms: [
      {
        label: 'SHELL ["<program>", "<argument>", ...]',
        parameters: [
          {
            text: '["<program>", "<argument>", ...]',
            summary: message('The shell and its options as a JSON array; the command line is added as the last argument.'),
          },
        ],
      },
    ],
    example: 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]',
    effect: 'configuration',
    // moby/moby#28438: the daemon takes the image's configured shell.
    note: message('A HEALTHCHECK in shell form uses the last SHELL of the stage.'),
  },
  {
    keyword: 'STOPSIGNAL',
    summary: message('The signal that `docker stop` sends first. SIGKILL follows after 10 seconds.'),
    forms: [
      {
        label: 'STOPSIGNAL <signal>',
        parameters: [{ text: '<signal>', summary: message('A name such as `SIGQUIT`, or a number. The default is SIGTERM.') }],
      },
    ],
    example: 'STOPSIGNAL SIGQUIT',
    effect: 'configuration',
    lastWins: true,
  },
  {
    keyword: 'USER',
    summary: message('Sets the user for the following RUN instructions and for the container.'),
    forms: [
      {
        label: 'USER <user>[:<group>]',
        parameters: [
          { text: '<user>', summary: message('A user name that exists in the image, or a user ID.') },
          { text: '<group>', summary: message('The only group of the user.') },
        ],
      },
    ],
    example: 'USER node',
    effect: 'configuration',
    note: message('COPY and ADD ignore it: their files are owned by root, unless `--chown` is set.'),
  },
  {
    keyword: 'VOLUME',
    summary: message(
      'Declares folders that are stored outside of the container. Each container gets a new volume there, unless one is mounted.',
    ),
    forms: [
      {
        label: 'VOLUME ["<path>", ...]',
        parameters: [{ text: '["<path>", ...]', summary: message('Folders as a JSON array with double quotes.') }],
      },
      { label: 'VOLUME <path> ...', parameters: [{ text: '<path>', summary: message('A folder in the image.') }] },
    ],
    example: 'VOLUME ["/var/lib/postgresql/data"]',
    effect: 'configuration',
    note: message('Containers that are removed without `-v` leave their volumes behind. Images based on this one cannot undo it.'),
  },
  {
    keyword: 'WORKDIR',
    summary: message('Sets the working directory for the following instructions and the container. It is created if it does not exist.'),
    forms: [
      {
        label: 'WORKDIR <path>',
        parameters: [{ text: '<path>', summary: message('A folder; a relative path starts at the previous WORKDIR.') }],
      },
    ],
    example: 'WORKDIR /app',
    effect: 'folder',
    // moby/buildkit#1002: the legacy builder creates it with root as the owner.
    note: message('A folder that it creates is owned by the current USER.'),
  },
];

/** The eighteen instructions, in alphabetical order. */
export const instructions: readonly InstructionFacts[] = rows.map((row) => ({
  lastWins: false,
  note: undefined,
  anchor: row.keyword.toLowerCase(),
  ...row,
}));

const byKeyword = new Map(instructions.map((facts) => [facts.keyword, facts]));

/** The facts about an instruction (upper case). Returns undefined if there is no such instruction. */
export function instructionNamed(keyword: string): InstructionFacts | undefined {
  return byKeyword.get(keyword);
}

function addSource(): InstructionForm['parameters'][number] {
  return { text: '<src>', summary: message('Files of the build context, a URL, or a Git address. A local tar archive is unpacked.') };
}
