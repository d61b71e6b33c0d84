import type { Instruction, Keyword } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import { judgeFrom } from './from-words.ts';
import type { FromMessage } from './from-words.ts';

type Need =
  | 'paths' | 'command' | 'idle' | 'image' | 'name' | 'pair' | 'port' | 'user' | 'folder' | 'signal' | 'shell' | 'check' | 'trigger'; // prettier-ignore

/**
 * What each instruction cannot do without. BuildKit refuses them all but RUN, CMD and ENTRYPOINT, which run an empty shell command
 * (moby/buildkit frontend/dockerfile/instructions/parse.go).
 */
const needs: Readonly<Record<Keyword, Need>> = {
  ADD: 'paths',
  ARG: 'name',
  CMD: 'idle',
  COPY: 'paths',
  ENTRYPOINT: 'idle',
  ENV: 'pair',
  EXPOSE: 'port',
  FROM: 'image',
  HEALTHCHECK: 'check',
  LABEL: 'pair',
  MAINTAINER: 'name',
  ONBUILD: 'trigger',
  RUN: 'command',
  SHELL: 'shell',
  STOPSIGNAL: 'signal',
  USER: 'user',
  VOLUME: 'folder',
  WORKDIR: 'folder',
};

export const rule = defineRule({
  id: 'missing-argument',
  category: 'correctness',
  severity: 'error',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  summary: 'An instruction lacks what it works on, such as the destination of COPY.',
  messages: {
    paths: '{keyword} needs a source and a destination, so the build stops here.',
    destination: '{keyword} needs a destination behind {source}, so the build stops here.',
    stage: 'AS needs the name of the stage behind it, so the build stops here.',
    as: 'AS is missing before {name}, so the build stops here.',
    tag: 'A tag follows its image behind a colon, {word}. As it stands, the build stops here.',
    'not-as': '{word} stands where AS should, so the build stops here.',
    'end-of-from': 'FROM ends with the name of the stage: what stands behind {name} stops the build.',
    healthcheck: 'HEALTHCHECK CMD needs a command, so the build stops here.',
    command: 'RUN without a command does nothing.',
    idle: '{keyword} without a command starts a shell that ends at once.',
    image: 'FROM needs the name of an image or an earlier stage, so the build stops here.',
    name: '{keyword} needs a name, so the build stops here.',
    pair: '{keyword} needs a name and a value, so the build stops here.',
    value: '{keyword} needs a value behind {name}, so the build stops here.',
    port: 'EXPOSE needs a port, so the build stops here.',
    user: 'USER needs the name or the number of a user, so the build stops here.',
    folder: '{keyword} needs the path of a folder, so the build stops here.',
    signal: 'STOPSIGNAL needs the name or the number of a signal, so the build stops here.',
    shell: 'SHELL needs a JSON array such as ["/bin/bash", "-c"], so the build stops here.',
    check: 'HEALTHCHECK needs NONE, or CMD and a command, so the build stops here.',
    trigger: 'ONBUILD needs an instruction behind it, so the build stops here.',
    copyHere: 'Copy into the working directory',
    add: 'Add {word}',
    use: 'Replace with {word}',
  },
  onbuild: true,
  on: {
    instruction(instruction, context) {
      if (!instruction.known) return;
      const keyword = instruction.keyword as Keyword;
      // `--platform linux/amd64`: the value of a flag stands where the argument should; another finding.
      const isShifted = instruction.flags.some(({ value }) => value === undefined) && (keyword === 'FROM' || keyword === 'HEALTHCHECK');
      if (isEmpty(instruction)) context.report({ at: instruction.keywordSpan, message: needs[keyword], data: { keyword } });
      else if (keyword === 'COPY' || keyword === 'ADD') reportDestination(instruction, context);
      else if (isShifted) return;
      else if (keyword === 'FROM') reportFrom(instruction, context);
      else if (keyword === 'ENV' || keyword === 'LABEL') reportValue(instruction, context);
      else if (keyword === 'HEALTHCHECK' && !/^(?:CMD|NONE)$/i.test(instruction.words[0]!.text)) reportCheck(instruction, context);
      else if (keyword === 'HEALTHCHECK' && instruction.trigger && isEmpty(instruction.trigger)) {
        context.report({ at: instruction.trigger.keywordSpan, message: 'healthcheck' });
      } else if ((keyword === 'SHELL' || keyword === 'VOLUME') && instruction.json?.items.length === 0) {
        context.report({ at: instruction.json, message: needs[keyword], data: { keyword } });
      }
    },
  },
});

function isEmpty(instruction: Instruction): boolean {
  return instruction.bodyText.trim() === '';
}

function reportFrom(instruction: Instruction, context: RuleContext<FromMessage>): void {
  const report = judgeFrom(instruction);
  if (report) context.report(report);
}

/** `HEALTHCHECK curl -f http://localhost/`. */
function reportCheck({ words }: Instruction, context: RuleContext<'check' | 'add'>): void {
  const { start, end } = words[0]!;
  const edits = [{ start, end: start, newText: 'CMD ' }];
  context.report({ at: { start, end }, message: 'check', fixes: [{ title: 'add', data: { word: 'CMD' }, level: 'suggestion', edits }] });
}

/** `ENV NAME`, which ARG alone may say. */
function reportValue({ keyword, pairs }: Instruction, context: RuleContext<'value'>): void {
  const [pair] = pairs;
  if (pair && pairs.length === 1 && pair.value === undefined) {
    context.report({ at: pair.nameSpan, message: 'value', data: { keyword, name: pair.name } });
  }
}

function reportDestination(instruction: Instruction, context: RuleContext<'destination' | 'copyHere'>): void {
  const { keyword, bodyText } = instruction;
  if (!bodyText.startsWith('[') && /\S\s+\S/.test(bodyText)) return;
  const { json, words } = instruction;
  const paths = json?.items ?? words;
  const [source] = paths;
  if (!source || paths.length > 1) return;
  const at = { start: source.start, end: source.end };
  const insert = { start: source.end, end: source.end, newText: json ? ', "./"' : ' ./' };
  context.report({
    at,
    message: 'destination',
    data: { keyword, source: context.text.slice(at.start, at.end) },
    fixes: [{ title: 'copyHere', level: 'suggestion', edits: [insert] }],
  });
}
