import { message } from '../base/message.ts';
import type { Message } from '../base/message.ts';

/** What an instruction leaves behind. */
export type InstructionEffect =
  /** A layer with the files that it made. */
  | 'layer'
  /** A layer with at most an empty folder. */
  | 'folder'
  /** An entry in the image's configuration, no bytes. */
  | 'configuration'
  /** Nothing in the image itself: it counts while the build runs. */
  | 'build'
  /** The layers of the base image. */
  | 'base';

/** One way to write an instruction. */
export interface InstructionForm {
  /** `COPY [OPTIONS] <src> ... <dest>` */
  readonly label: string;
  /** The label's changeable parts, in order. `text` stands in the label. */
  readonly parameters: readonly { readonly text: string; readonly summary: Message }[];
}

/** What there is to say about an instruction. */
export interface InstructionFacts {
  readonly keyword: string;
  readonly summary: Message;
  readonly forms: readonly InstructionForm[];
  readonly example: string;
  readonly effect: InstructionEffect;
  /** Of several in a stage only the last one counts. */
  readonly lastWins: boolean;
  /** A trap worth knowing, in a sentence or two. */
  readonly note: Message | undefined;
  readonly anchor: string;
}

/** A row of the table below: what most instructions share is left out. `anchor` is the keyword, unless it is given. */
type Row = Omit<InstructionFacts, 'lastWins' | 'note' | 'anchor'> & Partial<InstructionFacts>;

const options = { text: '[OPTIONS]', summary: message('Flags, each `--name` or `--name=value`, before everything else.') };
const source = { text: '<src>', summary: message('Files, folders or patterns, seen from the root of the build context.') };
const destination = {
  text: '<dest>',
  summary: message('Where they go. A slash at the end means a folder; a relative path starts at WORKDIR.'),
};
const execForm = {
  text: '["<program>", "<argument>", ...]',
  summary: message('Program and arguments as JSON, with double quotes. No shell takes part.'),
};
const shellForm = { text: '<command>', summary: message('A command line for the shell (`/bin/sh -c`, unless SHELL says otherwise).') };
const value = { text: '<value>', summary: message('The value; with blanks in it, between double quotes.') };

/** https://docs.docker.com/reference/dockerfile/, in its order of the alphabet. Which ones make a layer: dockerfile2llb of moby/buildkit. */
const rows: readonly Row[] = [
  {
    keyword: 'ADD',
    summary: message('Copies files into the image from the build context, a URL or a Git repository; unpacks local tar archives.'),
    forms: [
      { label: 'ADD [OPTIONS] <src> ... <dest>', parameters: [options, addSource(), destination] },
      {
        label: 'ADD [OPTIONS] ["<src>", ... "<dest>"]',
        parameters: [options, { ...addSource(), text: '"<src>"' }, { ...destination, text: '"<dest>"' }],
      },
    ],
    example: 'ADD --checksum=sha256:24454f… https://example.com/tool.tar.gz /opt/',
    effect: 'layer',
    note: message('For plain local files COPY does the same and cannot surprise.'),
  },
  {
    keyword: 'ARG',
    summary: message('Declares a variable of the build, which `docker build --build-arg NAME=value` may set.'),
    forms: [
      {
        label: 'ARG <name>[=<default>] ...',
        parameters: [
          { text: '<name>', summary: message('Name of the variable.') },
          { text: '<default>', summary: message('Its value where the build is given none.') },
        ],
      },
    ],
    example: 'ARG NODE_VERSION=22',
    effect: 'build',
    note: message('The container does not have it, but the image keeps it in its history: it is no place for a secret.'),
  },
  {
    keyword: 'CMD',
    summary: message('What a container runs when `docker run` names no command; or the default arguments of ENTRYPOINT.'),
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
    summary: message('Copies files into the image, from the build context, another stage or another image.'),
    forms: [
      { label: 'COPY [OPTIONS] <src> ... <dest>', parameters: [options, source, destination] },
      {
        label: 'COPY [OPTIONS] ["<src>", ... "<dest>"]',
        parameters: [options, { ...source, text: '"<src>"' }, { ...destination, text: '"<dest>"' }],
      },
    ],
    example: 'COPY package.json package-lock.json ./',
    effect: 'layer',
    note: message('Of a folder its contents are copied, not the folder itself. What .dockerignore excludes is not there.'),
  },
  {
    keyword: 'ENTRYPOINT',
    summary: message('The program that a container always starts. What follows the image in `docker run`, or else CMD, are its arguments.'),
    forms: [
      { label: 'ENTRYPOINT ["<program>", "<argument>", ...]', parameters: [execForm] },
      { label: 'ENTRYPOINT <command>', parameters: [shellForm] },
    ],
    example: 'ENTRYPOINT ["/usr/bin/tini", "--"]',
    effect: 'configuration',
    lastWins: true,
    note: message('It takes away the CMD of the base image.'),
  },
  {
    keyword: 'ENV',
    summary: message('Sets variables for the rest of the stage and for every container of the image.'),
    forms: [{ label: 'ENV <name>=<value> ...', parameters: [{ text: '<name>', summary: message('Name of the variable.') }, value] }],
    example: 'ENV NODE_ENV=production PORT=3000',
    effect: 'configuration',
    note: message('The image keeps it: everyone who has the image can read it.'),
  },
  {
    keyword: 'EXPOSE',
    summary: message('Notes which ports the program listens on. It publishes nothing: `docker run -p` does.'),
    forms: [
      {
        label: 'EXPOSE <port>[/<protocol>] ...',
        parameters: [
          { text: '<port>', summary: message('A port, or a range as in `7000-7009`.') },
          { text: '<protocol>', summary: message('`tcp` (the default), `udp` or `sctp`.') },
        ],
      },
    ],
    example: 'EXPOSE 8080/tcp',
    effect: 'configuration',
  },
  {
    keyword: 'FROM',
    summary: message('Begins a stage on a base image, on an earlier stage, or on nothing (`scratch`).'),
    forms: [
      {
        label: 'FROM [--platform=<platform>] <image> [AS <name>]',
        parameters: [
          { text: '--platform=<platform>', summary: message('The platform to take of an image that exists for several.') },
          { text: '<image>', summary: message('`name:tag`, `name@digest`, or the name of an earlier stage.') },
          { text: 'AS <name>', summary: message('A name for the stage, for later FROM, COPY --from and `docker build --target`.') },
        ],
      },
    ],
    example: 'FROM node:22-slim AS build',
    effect: 'base',
    note: message(
      'Only ARG may stand before the first one. No ARG or ENV of an earlier stage reaches over it, unless the stage builds on that one.',
    ),
  },
  {
    keyword: 'HEALTHCHECK',
    summary: message('A command that Docker runs again and again in the container, to see whether it still works.'),
    forms: [
      {
        label: 'HEALTHCHECK [OPTIONS] CMD <command>',
        parameters: [options, { text: '<command>', summary: message('Exit status 0: healthy. 1: unhealthy. Shell form or exec form.') }],
      },
      { label: 'HEALTHCHECK NONE', parameters: [{ text: 'NONE', summary: message('Switches the check of the base image off.') }] },
    ],
    example: 'HEALTHCHECK --interval=30s --timeout=3s CMD curl -fsS http://localhost:8080/health || exit 1',
    effect: 'configuration',
    lastWins: true,
    note: message('Kubernetes does not heed it: it has probes of its own.'),
  },
  {
    keyword: 'LABEL',
    summary: message('Adds metadata to the image, which `docker image inspect` shows.'),
    forms: [
      {
        label: 'LABEL <key>=<value> ...',
        parameters: [{ text: '<key>', summary: message('Name of the label, e.g. `org.opencontainers.image.source`.') }, value],
      },
    ],
    example: 'LABEL org.opencontainers.image.source="https://github.com/example/app"',
    effect: 'configuration',
  },
  {
    keyword: 'MAINTAINER',
    summary: message('Names the author of the image. Deprecated: a LABEL says it better.'),
    forms: [{ label: 'MAINTAINER <name>', parameters: [{ text: '<name>', summary: message('Name and address of the author.') }] }],
    example: 'LABEL org.opencontainers.image.authors="name@example.com"',
    effect: 'configuration',
    lastWins: true,
    anchor: 'maintainer-deprecated',
  },
  {
    keyword: 'ONBUILD',
    summary: message('Keeps an instruction for later: it runs when another Dockerfile builds FROM this image, right after that FROM.'),
    forms: [
      {
        label: 'ONBUILD <instruction>',
        parameters: [{ text: '<instruction>', summary: message('Any instruction but ONBUILD, FROM and MAINTAINER.') }],
      },
    ],
    example: 'ONBUILD COPY . /app',
    effect: 'configuration',
    note: message('It runs in the next image only, not in those that build on that one.'),
  },
  {
    keyword: 'RUN',
    summary: message('Runs a command during the build and keeps what it changed in the file system as a layer.'),
    forms: [
      { label: 'RUN [OPTIONS] <command>', parameters: [options, shellForm] },
      { label: 'RUN [OPTIONS] ["<program>", "<argument>", ...]', parameters: [options, execForm] },
      {
        label: 'RUN [OPTIONS] <<EOF',
        parameters: [
          options,
          { text: '<<EOF', summary: message('The lines up to one that says `EOF` are the script (since syntax 1.4).') },
        ],
      },
    ],
    example: 'RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*',
    effect: 'layer',
    note: message('Each one starts afresh: a `cd`, an `export` or a background process is gone in the next.'),
  },
  {
    keyword: 'SHELL',
    summary: message('The shell for the shell form of the RUN, CMD and ENTRYPOINT instructions that follow.'),
    forms: [
      {
        label: 'SHELL ["<program>", "<argument>", ...]',
        parameters: [
          {
            text: '["<program>", "<argument>", ...]',
            summary: message('The shell and its options as JSON; the command line is added as the last argument.'),
          },
        ],
      },
    ],
    example: 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]',
    effect: 'configuration',
    // moby/moby#28438: the daemon takes the image's configured shell.
    note: message('A HEALTHCHECK in shell form takes the last one of the stage.'),
  },
  {
    keyword: 'STOPSIGNAL',
    summary: message('The signal that `docker stop` sends first. Ten seconds later comes SIGKILL.'),
    forms: [
      {
        label: 'STOPSIGNAL <signal>',
        parameters: [{ text: '<signal>', summary: message('A name as in `SIGQUIT`, or a number. The default is SIGTERM.') }],
      },
    ],
    example: 'STOPSIGNAL SIGQUIT',
    effect: 'configuration',
    lastWins: true,
  },
  {
    keyword: 'USER',
    summary: message('The user of all RUN that follow, and of the container.'),
    forms: [
      {
        label: 'USER <user>[:<group>]',
        parameters: [
          { text: '<user>', summary: message('A name that the image has, or a number.') },
          { text: '<group>', summary: message('The only group that it then is in.') },
        ],
      },
    ],
    example: 'USER node',
    effect: 'configuration',
    note: message('COPY and ADD do not heed it: their files belong to root, unless `--chown` says otherwise.'),
  },
  {
    keyword: 'VOLUME',
    summary: message(
      'Marks folders whose content lives outside of the container. Each container gets a new volume there, unless it is given one.',
    ),
    forms: [
      {
        label: 'VOLUME ["<path>", ...]',
        parameters: [{ text: '["<path>", ...]', summary: message('Folders as JSON, with double quotes.') }],
      },
      { label: 'VOLUME <path> ...', parameters: [{ text: '<path>', summary: message('A folder of the image.') }] },
    ],
    example: 'VOLUME ["/var/lib/postgresql/data"]',
    effect: 'configuration',
    note: message(
      'Containers that are removed without `-v` leave their volumes behind. Images that build on this one cannot take it back.',
    ),
  },
  {
    keyword: 'WORKDIR',
    summary: message('The working directory of what follows, and of the container. It is made where it does not exist.'),
    forms: [
      {
        label: 'WORKDIR <path>',
        parameters: [{ text: '<path>', summary: message('A folder; a relative one starts at the WORKDIR before.') }],
      },
    ],
    example: 'WORKDIR /app',
    effect: 'folder',
    // moby/buildkit#1002: the builder before BuildKit made it root's.
    note: message('A folder that it makes belongs to the USER in force.'),
  },
];

/** The eighteen instructions, in the order of the alphabet. */
export const instructions: readonly InstructionFacts[] = rows.map((row) => ({
  lastWins: false,
  note: undefined,
  anchor: row.keyword.toLowerCase(),
  ...row,
}));

const byKeyword = new Map(instructions.map((facts) => [facts.keyword, facts]));

/** The facts about an instruction (upper case); undefined where there is none of that name. */
export function instructionNamed(keyword: string): InstructionFacts | undefined {
  return byKeyword.get(keyword);
}

function addSource(): InstructionForm['parameters'][number] {
  return { text: '<src>', summary: message('Files of the build context, a URL, or a Git address. A local tar archive is unpacked.') };
}
