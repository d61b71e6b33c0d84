import { onlyNeighbor } from '../../../base/similar.ts';
import { instructionAt } from '../../../syntax/instruction-at.ts';
import type { Instruction, Keyword } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import { fromReport } from './from-words.ts';
import type { FromMessage } from './from-words.ts';

type Need =
  | 'paths' | 'image' | 'name' | 'pair' | 'port' | 'user' | 'folder' | 'signal' | 'shell' | 'check' | 'trigger'; // prettier-ignore

/**
 * The required arguments of each instruction. BuildKit rejects all instructions without them except RUN, CMD and ENTRYPOINT, which
 * empty-command reports (moby/buildkit frontend/dockerfile/instructions/parse.go).
 */
const needs: Readonly<Record<Keyword, Need | undefined>> = {
  ADD: 'paths',
  ARG: 'name',
  CMD: undefined,
  COPY: 'paths',
  ENTRYPOINT: undefined,
  ENV: 'pair',
  EXPOSE: 'port',
  FROM: 'image',
  HEALTHCHECK: 'check',
  LABEL: 'pair',
  MAINTAINER: 'name',
  ONBUILD: 'trigger',
  RUN: undefined,
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
  fix: 'safe',
  mayChange: 'AS, the colon before a tag, or CMD in HEALTHCHECK is inserted, without which the build fails',
  since: '0.1.0',
  aliases: [],
  checks: [5, 6, 7, 8, 9, 10, 11, 57, 187, 194, 195],
  summary: 'An instruction is missing a required argument, such as the destination of COPY.',
  messages: {
    paths: '{keyword} requires a source and a destination, so the build fails.',
    destination: '{keyword} is missing a destination after "{source}", so the build fails.',
    stage: 'Missing stage name after AS, so the build fails.',
    as: 'Missing AS before "{name}", so the build fails.',
    tag: 'A tag is separated from its image by a colon, so the build fails. Use "{word}".',
    'not-as': 'Expected AS instead of "{word}", so the build fails.',
    'end-of-from': 'Unexpected text after the stage name "{name}", so the build fails.',
    healthcheck: 'HEALTHCHECK CMD requires a command, so the build fails.',
    'heredoc-destination': 'A here-document is a source: {keyword} is missing a destination after it, so the build fails.',
    image: 'FROM requires an image or the name of an earlier stage, so the build fails.',
    name: '{keyword} requires a name, so the build fails.',
    pair: '{keyword} requires a name and a value, so the build fails.',
    value: '{keyword} is missing a value after "{name}", so the build fails.',
    port: 'EXPOSE requires a port, so the build fails.',
    user: 'USER requires a user name or ID, so the build fails.',
    folder: '{keyword} requires a path, so the build fails.',
    signal: 'STOPSIGNAL requires a signal name or number, so the build fails.',
    shell: 'SHELL requires a JSON array such as ["/bin/bash", "-c"], so the build fails.',
    check: 'HEALTHCHECK requires NONE, or CMD and a command, so the build fails.',
    trigger: 'ONBUILD requires an instruction, so the build fails.',
    copyHere: 'Copy to the working directory',
    add: 'Insert "{word}"',
    use: 'Replace with "{word}"',
  },
  onbuild: true,
  withinStage: true,
  on: {
    instruction(instruction, context) {
      if (!instruction.known) return;
      const keyword = instruction.keyword as Keyword;
      // `--platform linux/amd64`: the value of a flag is in the position of the argument. Another rule reports that.
      const isShifted = instruction.flags.some(({ value }) => value === undefined) && (keyword === 'FROM' || keyword === 'HEALTHCHECK');
      const need = needs[keyword];
      if (!need) return;
      if (isEmpty(instruction)) context.report({ at: instruction.keywordSpan, message: need, data: { keyword } });
      else if (needsItems.has(keyword) && instruction.json?.items.length === 0)
        context.report({ at: instruction.json, message: need, data: { keyword } });
      else if (keyword === 'COPY' || keyword === 'ADD') reportDestination(instruction, context);
      else if (isShifted) return;
      else if (keyword === 'FROM') reportFrom(instruction, context);
      else if (keyword === 'ENV' || keyword === 'LABEL') reportValue(instruction, context);
      else if (keyword === 'HEALTHCHECK' && !/^(?:CMD|NONE)$/i.test(instruction.words[0]!.text)) reportCheck(instruction, context);
      else if (keyword === 'HEALTHCHECK' && instruction.trigger && hasNoCommand(instruction.trigger)) {
        context.report({ at: instruction.trigger.keywordSpan, message: 'healthcheck' });
      } else if (keyword === 'VOLUME') reportEmptyVolume(instruction, context);
    },
  },
});

/** Instructions that BuildKit rejects with an empty array. RUN, CMD and ENTRYPOINT accept one. */
const needsItems: ReadonlySet<string> = new Set(['ADD', 'COPY', 'SHELL', 'VOLUME']);

function isEmpty(instruction: Instruction): boolean {
  return instruction.bodyText.trim() === '';
}

/** `CMD` and `CMD []` of a HEALTHCHECK. */
function hasNoCommand(command: Instruction): boolean {
  return isEmpty(command) || command.json?.items.length === 0;
}

/** `VOLUME [""]` and `VOLUME $EMPTY`: BuildKit rejects an empty path. */
function reportEmptyVolume({ words }: Instruction, context: RuleContext<'folder'>): void {
  for (const { start, end, text } of words) {
    const instruction = instructionAt(context.model.tree, start);
    if (instruction && context.model.scopeAt(instruction).expand(text)?.trim() === '') {
      context.report({ at: { start, end }, message: 'folder', data: { keyword: 'VOLUME' } });
    }
  }
}

function reportFrom(instruction: Instruction, context: RuleContext<FromMessage>): void {
  const report = fromReport(instruction);
  if (report) context.report(report);
}

/** `HEALTHCHECK curl -f http://localhost/`: missing CMD. */
function reportCheck({ words }: Instruction, context: RuleContext<'check' | 'add'>): void {
  const { start, end, text } = words[0]!;
  // Not a misspelled CMD or NONE.
  const level = onlyNeighbor(text, ['CMD', 'NONE']) === undefined && /^[a-z/[]/.test(text) ? 'safe' : 'suggestion';
  const edits = [{ start, end: start, newText: 'CMD ' }];
  context.report({ at: { start, end }, message: 'check', fixes: [{ title: 'add', data: { word: 'CMD' }, level, edits }] });
}

/** `ENV NAME` without a value, which only ARG supports. */
function reportValue({ keyword, pairs }: Instruction, context: RuleContext<'value'>): void {
  const [pair] = pairs;
  if (pair && pairs.length === 1 && pair.value === undefined) {
    context.report({ at: pair.nameSpan, message: 'value', data: { keyword, name: pair.name } });
  }
}

function reportDestination(instruction: Instruction, context: RuleContext<'destination' | 'heredoc-destination' | 'copyHere'>): void {
  const { keyword, bodyText, heredocs } = instruction;
  const last = heredocs.at(-1)?.marker;
  if (last && last.end === instruction.body.end && instruction.words.length > 1) {
    context.report({ at: { start: last.start, end: last.end }, message: 'heredoc-destination', data: { keyword } });
    return;
  }
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
