import { instructions } from '../../../knowledge/instructions.ts';
import { isKeyword } from '../../../syntax/keywords.ts';
import { instructionText } from '../hover/instruction.ts';
import type { KeywordCursor } from '../cursor.ts';
import { instructionSnippets, plainTextOf } from './instruction-snippets.ts';
import type { Completion } from '../../completion-item.ts';
import { slotAt } from './request.ts';
import type { CompletionRequest } from './request.ts';

/** Instructions that ONBUILD cannot trigger. */
const notTriggered: ReadonlySet<string> = new Set(['ONBUILD', 'FROM', 'MAINTAINER']);
/** Instructions that are allowed before the first FROM, where they are offered first. */
const beforeStages: readonly string[] = ['FROM', 'ARG'];
/** The instructions by relevance. ADD is the last one that is not deprecated, because COPY is usually the right one. */
const byRelevance: readonly string[] = [
  'RUN', 'COPY', 'WORKDIR', 'ENV', 'ARG', 'USER', 'EXPOSE', 'CMD', 'ENTRYPOINT', 'FROM', 'HEALTHCHECK', 'LABEL', 'VOLUME', 'SHELL',
  'STOPSIGNAL', 'ONBUILD', 'ADD', 'MAINTAINER',
]; // prettier-ignore
/** Instructions after which completion is not triggered, because shell commands or free text follow. */
const withoutCompletion: ReadonlySet<string> = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'MAINTAINER']);

/** The instructions, then common forms of them, in the letter case of the file. */
export function instructionItems(request: CompletionRequest, cursor: KeywordCursor): readonly Completion[] {
  const slot = slotAt(request, cursor.typed, /[A-Za-z]*/y);
  if (!slot) return [];
  const { document, stage, markdown } = request;
  const inCase = isLowerCase(request) ? lowerKeywords : (text: string): string => text;
  const isAlone = /^[ \t]*(?:\r?\n|$)/.test(document.text.slice(slot.end));
  const fitting = instructions.filter(({ keyword }) => !cursor.isTrigger || !notTriggered.has(keyword));
  const isInStage = stage !== undefined || cursor.isTrigger;
  const order = isInStage ? byRelevance : [...beforeStages, ...byRelevance];
  const items = fitting
    .toSorted((a, b) => order.indexOf(a.keyword) - order.indexOf(b.keyword))
    .map((facts): Completion => {
      const keyword = inCase(facts.keyword);
      return {
        label: keyword,
        kind: 'instruction',
        slot,
        newText: isAlone ? `${keyword} ` : keyword,
        documentation: () => instructionText({ translate: markdown }, facts),
        deprecated: facts.keyword === 'MAINTAINER',
        retrigger: isAlone && !withoutCompletion.has(facts.keyword),
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
        newText: plainTextOf(written),
        snippet: written,
        filter: inCase(keyword),
        documentation: () => markdown(summary),
        since,
      };
    });
  return [...items, ...snippets];
}

/** Whether most instructions of the file are in lowercase. */
function isLowerCase({ document }: CompletionRequest): boolean {
  const known = document.model.tree.instructions.filter((instruction) => instruction.known);
  return known.filter(({ source }) => /^[a-z]/.test(source)).length * 2 > known.length;
}

/** Converts keywords to lowercase and keeps other text. */
function lowerKeywords(text: string): string {
  return text.replace(/\b[A-Z]+\b/g, (word) => (isKeyword(word) || word === 'AS' ? word.toLowerCase() : word));
}
