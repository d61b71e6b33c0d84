import type { LanguageService } from '../language-service.ts';
import { adviceOf } from './advice/advice.ts';
import { withChanges } from './advice/combine.ts';
import { quickFixes } from './code-actions.ts';
import { codeLensesInSteps } from './code-lens.ts';
import { comparisonOf, imagesBuiltFrom } from './comparison.ts';
import { completionsAt } from './completion.ts';
import { definitionAt } from './definition.ts';
import { withBuild } from './document.ts';
import type { DockerfileDocument } from './document.ts';
import { sizesInSteps } from './document-sizes.ts';
import { fixAllInSteps } from './fix-all.ts';
import { foldsOf } from './folding.ts';
import { formatInSteps, formatNewLine, formatRangeInSteps } from './formatting.ts';
import { hoverAt } from './hover.ts';
import { copiesWholeContext, ignoreFileFor } from './ignore-file.ts';
import { imageSummary } from './image-summary.ts';
import { inlayHintsIn } from './inlay-hints.ts';
import { dockerfileLanguage } from './language.ts';
import { layersOf } from './layers.ts';
import { linksOf } from './links.ts';
import { isOnFinalFrom, multiStageInSteps, multiStageSources } from './multi-stage.ts';
import { outlineOf } from './outline.ts';
import { referencesAt } from './references.ts';
import { refactoringsAt } from './refactorings.ts';
import { prepareRename, renameInSteps } from './rename.ts';
import { selectionsAt } from './selection-range.ts';
import { semanticTokensInSteps } from './semantic-tokens.ts';
import { symbolsInSteps } from './symbols/table.ts';
import { showsAutomatically, signatureHelpAt } from './signature-help.ts';

/** All features of Dockerfiles. */
export const dockerfileService: LanguageService<DockerfileDocument> = {
  ...dockerfileLanguage,
  *prepare(document, what) {
    if (what === 'symbols') yield* symbolsInSteps(document.model);
    else if (what === 'sizes') yield* sizesInSteps(document);
  },
  quickFixes,
  refactorings: refactoringsAt,
  fixAll: fixAllInSteps,
  hover: hoverAt,
  completion: completionsAt,
  signatureHelp: (document, offset, isTriggered) =>
    isTriggered && !showsAutomatically(document, offset) ? undefined : signatureHelpAt(document, offset),
  definition: definitionAt,
  references: referencesAt,
  prepareRename,
  rename: renameInSteps,
  outline: outlineOf,
  folds: foldsOf,
  links: linksOf,
  selections: selectionsAt,
  semanticTokens: semanticTokensInSteps,
  inlayHints: inlayHintsIn,
  codeLenses: codeLensesInSteps,
  format: formatInSteps,
  formatRange: formatRangeInSteps,
  formatNewLine,
  layers: layersOf,
  image: imageSummary,
  imagesBuiltFrom,
  comparison: comparisonOf,
  savings: adviceOf,
  withSavings: withChanges,
  multiStage: multiStageInSteps,
  multiStageSources,
  withBuild,
  offersMultiStage: isOnFinalFrom,
  ignoreFile: ignoreFileFor,
  offersIgnoreFile: copiesWholeContext,
};
