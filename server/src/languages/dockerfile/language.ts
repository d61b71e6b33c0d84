import { contextSourcesInSteps, usesContext } from '../../facts/context-sources.ts';
import { lintedDockerfile } from '../../linter/linted-text.ts';
import { scriptsToCheck, withShellCheck } from '../../linter/shellcheck.ts';
import { ruleCatalogue } from '../../rules/catalogue.generated.ts';
import type { Language } from '../language-service.ts';
import { diagnoseInSteps } from './diagnostics.ts';
import { createDockerfileDocument, withText } from './document.ts';
import type { DockerfileDocument } from './document.ts';

/** The part of the Dockerfile language that diagnostics need. */
export const dockerfileLanguage: Language<DockerfileDocument> = {
  id: 'dockerfile',
  contextRole: 'built',
  createDocument: createDockerfileDocument,
  withText,
  contextSources: ({ model, build }) => contextSourcesInSteps(model, build),
  usesContext: ({ model, build }) => usesContext(model, build),
  diagnostics: diagnoseInSteps,
  shellScripts: ({ model }) => scriptsToCheck(model),
  withShellCheck: ({ model }, own, theirs) => withShellCheck(own, theirs, lintedDockerfile(model.tree), ruleCatalogue),
};
