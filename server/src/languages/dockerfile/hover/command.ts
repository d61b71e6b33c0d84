import type { RuntimeConfig, Stage } from '../../../model/model.ts';
import { message } from '../../../base/message.ts';
import { bullets, code, factTable, paragraphs } from '../../markdown.ts';
import type { Markdown } from '../../markdown.ts';
import { factsOf } from '../../../facts/facts.ts';
import type { StartFact } from '../../../facts/start/start.ts';
import { commandText, comparedForms, comparedRuns, formsExplained } from './command-comparison.ts';
import { commandNotes } from './command-notes.ts';
import { definition, docsLink } from './phrases.ts';
import type { HoverKind, HoverRequest } from './request.ts';
import { processText, stopText } from './process-text.ts';

/**
 * Hover on CMD and ENTRYPOINT: what the instruction is, what the container of this file executes and which process receives signals,
 * problems with their fix, and then how CMD and ENTRYPOINT, and their two forms, differ.
 */
export const hoverCommand: HoverKind = (at) => {
  const { instruction, whole, stage, document } = at;
  const { keyword, start, end } = instruction;
  if ((keyword !== 'CMD' && keyword !== 'ENTRYPOINT') || whole !== instruction || !stage) return undefined;
  const fact = factsOf(document.model, document.build).startOf(stage);
  const config = document.model.configOf(stage);
  return {
    span: { start, end },
    markdown: paragraphs(
      definition(at, keyword),
      result(at, stage, fact, config),
      bullets(commandNotes(at, stage, fact, config)),
      comparedRuns(at, fact, config),
      comparedForms(at, fact),
      formsExplained(at, stage),
      docsLink(at, keyword.toLowerCase()),
    ),
  };
};

/** The maximum number of characters of the command to show. */
const maxLength = 200;

/** What `docker run IMAGE` executes, and what `docker stop` does with it. */
function result(at: HoverRequest, stage: Stage, start: StartFact, config: RuntimeConfig): Markdown | undefined {
  const isLinux = stage.os === 'linux';
  const canStart = start.argv.length > 0 || start.entrypoint === 'unknown';
  return factTable([
    [code('docker run IMAGE'), commandText(at, start.entrypoint, start.argv, maxLength)],
    [at.translate(message('Process 1')), isLinux ? processText(at, stage, start) : undefined],
    [code('docker stop'), isLinux && canStart ? stopText(at, stage, config) : undefined],
  ]);
}
