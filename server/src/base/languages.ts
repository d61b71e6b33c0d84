import simplifiedChinese from '../../../l10n/bundle.l10n.zh-cn.json';
import { english, translator } from './message.ts';
import type { Translate } from './message.ts';

/** The languages other than English, by what their locales look like. Chinese where Traditional is written reads no Simplified one. */
const languages: readonly (readonly [locale: RegExp, bundle: Readonly<Record<string, string>>])[] = [
  [/^zh(?![a-z])(?!.*[-_](?:hant|tw|hk|mo)(?![a-z]))/i, simplifiedChinese],
];

/**
 * Words for a reader's `locale`: a display language (`zh-cn`), a language tag (`zh-Hans-CN`), or what an environment variable says
 * (`zh_CN.UTF-8`). English for what has no bundle.
 */
export function translatorFor(locale: string | undefined): Translate {
  const [, bundle] = languages.find(([pattern]) => pattern.test(locale ?? '')) ?? [];
  return bundle ? translator(bundle) : english;
}
