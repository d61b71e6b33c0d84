import { l10n } from 'vscode';
import type { PageTexts } from './page/messages.ts';

/** The fixed texts of the page about layers, in the user's language. The page fills in the values. */
export function pageTexts(): PageTexts {
  return {
    after: l10n.t('After the selected changes'),
    apply: l10n.t('Apply'),
    applyPicked: l10n.t('Apply Selected ({0})', '{0}'),
    before: l10n.t('Now'),
    canBeLarger: l10n.t('What is not known adds to this.'),
    checking: l10n.t('Looking for savings…'),
    download: l10n.t('Download'),
    efficiency: l10n.t('Efficiency'),
    efficiencyHelp: l10n.t('The part of the image that is not wasted'),
    empty: l10n.t('There are no stages yet.'),
    emptyStage: l10n.t('Nothing in this stage takes space.'),
    estimate: l10n.t('Estimate'),
    export: l10n.t('Export'),
    finalImage: l10n.t('final image'),
    goToLine: l10n.t('Go to line {0}', '{0}'),
    layers: l10n.t('Layers of the final image'),
    line: l10n.t('line {0}', '{0}'),
    manual: l10n.t('by hand'),
    noSavings: l10n.t('Nothing was found that would make the image smaller.'),
    noWaste: l10n.t('none'),
    otherLayers: l10n.t('Smaller layers: {0}', '{0}'),
    pickHelp: l10n.t('Select changes to see the image after them.'),
    picked: l10n.t('After the selected changes: {0}. {1} saved.', '{0}', '{1}'),
    safe: l10n.t('safe'),
    savings: l10n.t('Make the image smaller'),
    size: l10n.t('Size on disk'),
    stages: l10n.t('Stages'),
    suggestion: l10n.t('review'),
    unknown: l10n.t('Not known before the build'),
    waste: l10n.t('Waste'),
  };
}
