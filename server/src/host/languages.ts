import { english, createTranslator } from '../base/message.ts';
import type { Translate } from '../base/message.ts';

type Bundle = Readonly<Record<string, string>>;

/**
 * The languages other than English, by patterns of their locales. Simplified Chinese does not apply to locales of Traditional Chinese.
 * A bundle is loaded only when its language is used: it is as large as all rules together.
 */
const languages: readonly (readonly [locale: RegExp, load: () => Promise<{ readonly default: Bundle }>])[] = [
  [/^zh(?![a-z])(?!.*[-_](?:hant|tw|hk|mo)(?![a-z]))/i, () => import('../../../l10n/bundle.l10n.zh-cn.json')],
];

/**
 * Loads the translations for a `locale`: a display language (`zh-cn`), a language tag (`zh-Hans-CN`), or the value of an environment
 * variable (`zh_CN.UTF-8`). English if there is no bundle.
 */
export async function loadTranslator(locale: string | undefined): Promise<Translate> {
  const [, load] = languages.find(([pattern]) => pattern.test(locale ?? '')) ?? [];
  return load ? createTranslator((await load()).default) : english;
}
