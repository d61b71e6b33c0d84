import { env } from 'vscode';

/**
 * What a reader of the display language must see. A suite names its texts in every language that it runs in, side by side: so each
 * test is also one of the translation.
 */
export function words<T extends string | RegExp>(english: T, chinese: T): T {
  return env.language === 'zh-cn' ? chinese : english;
}
