import { instructions } from '../../../knowledge/instructions.ts';
import { isKeyword } from '../../../syntax/keywords.ts';
import { instructionText } from '../hover/instruction.ts';
import type { KeywordCursor } from '../cursor.ts';
import { instructionSnippets, plainOf } from './instruction-snippets.ts';
import type { Completion } from '../../completion-item.ts';
import { slotAt } from './request.ts';
import type { CompletionRequest } from './request.ts';

/** What ONBUILD cannot trigger. https://docs.docker.com/reference/dockerfile/#onbuild-limitations */
const notTriggered: ReadonlySet<string> = new Set(['ONBUILD', 'FROM', 'MAINTAINER']);
/** What may stand before the first FROM; it is offered first there. */
const beforeStages: readonly string[] = ['FROM', 'ARG'];
/** What one would want next, most of the time. ADD is last of what is not deprecated: COPY is what is meant. */
const likeliest: readonly string[] = [
  'RUN', 'COPY', 'WORKDIR', 'ENV', 'ARG', 'USER', 'EXPOSE', 'CMD', 'ENTRYPOINT', 'FROM', 'HEALTHCHECK', 'LABEL', 'VOLUME', 'SHELL',
  'STOPSIGNAL', 'ONBUILD', 'ADD', 'MAINTAINER',
]; // prettier-ignore
/** Behind these nothing is offered at once: the shell's own words follow. */
const freeText: ReadonlySet<string> = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'MAINTAINER']);

/** The instructions, then common ways to write them, in the letter case of the file. */
export function instructionItems(request: CompletionRequest, cursor: KeywordCursor): readonly Completion[] {
  const slot = slotAt(request, cursor.typed, /[A-Za-z]*/y);
  if (!slot) return [];
  const { document, stage, translate } = request;
  const inCase = isLowerCase(request) ? lower : (text: string): string => text;
  const isAlone = /^[ \t]*(?:\r?\n|$)/.test(document.text.slice(slot.end));
  const fitting = instructions.filter(({ keyword }) => !cursor.isTrigger || !notTriggered.has(keyword));
  const isInStage = stage !== undefined || cursor.isTrigger;
  const order = isInStage ? likeliest : [...beforeStages, ...likeliest];
  const items = fitting
    .toSorted((a, b) => order.indexOf(a.keyword) - order.indexOf(b.keyword))
    .map((facts): Completion => {
      const keyword = inCase(facts.keyword);
      return {
        label: keyword,
        kind: 'instruction',
        slot,
        newText: isAlone ? `${keyword} ` : keyword,
        documentation: () => instructionText({ translate }, facts),
        deprecated: facts.keyword === 'MAINTAINER',
        again: isAlone && !freeText.has(facts.keyword),
      };
    });
  if (!isAlone) return items;
  const snippets = instructionSnippets
    .filter(({ keyword }) => (isInStage || beforeStages.includes(keyword)) && fitting.some((facts) => facts.keyword === keyword))
    .map(({ keyword, label, body, summary, since }): Completion => {
      const written = inCase(body);
      return {
        label: inCase(label),
        kind: 'snippet',
        slot,
        newText: plainOf(written),
        snippet: written,
        filter: inCase(keyword),
        documentation: () => translate(summary),
        since,
      };
    });
  return [...items, ...snippets];
}

/** Whether most of the file's instructions are written in lower case. */
function isLowerCase({ document }: CompletionRequest): boolean {
  const known = document.model.tree.instructions.filter((instruction) => instruction.known);
  return known.filter(({ source }) => /^[a-z]/.test(source)).length * 2 > known.length;
}

/** Keywords in lower case, all else as it is. */
function lower(text: string): string {
  return text.replace(/\b[A-Z]+\b/g, (word) => (isKeyword(word) || word === 'AS' ? word.toLowerCase() : word));
}
