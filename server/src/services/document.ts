import type { BuildContext } from '../context/build-context.ts';
import type { DockerfileModel } from '../model/model.ts';
import type { RuleSettings } from '../rules/settings.ts';

/** What every service works on: one version of a Dockerfile, with all that is known about it at this moment. Never changes. */
export interface DockerfileDocument {
  readonly text: string;
  readonly model: DockerfileModel;
  readonly build: BuildContext;
  readonly rules: RuleSettings;
}
