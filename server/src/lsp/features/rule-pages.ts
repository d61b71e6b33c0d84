import { answerClient } from '../feature.ts';
import type { Feature } from '../feature.ts';

/** The documentation of rules for our own client. The pages are loaded on the first request. */
export const rulePages: Feature = (connection) => {
  answerClient(connection, 'layerwise/rulePage', async ({ rule }) => {
    const pages = await import('../../rules/pages.generated.ts');
    return Object.hasOwn(pages.rulePages, rule) ? pages.rulePages[rule]! : null;
  });
};
