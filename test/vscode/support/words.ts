import { env } from 'vscode';

/**
 * The texts that a user of the display language must see. A suite contains its texts in every language next to each other, so each test
 * also tests the translation.
 */
export function words<T extends string | RegExp>(english: T, chinese: T): T {
  return env.language === 'zh-cn' ? chinese : english;
}
