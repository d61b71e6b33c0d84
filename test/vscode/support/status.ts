import { UIKind, env } from 'vscode';

/** Whether links can be clicked for a suite: not in the desktop version. */
export const canClick = env.uiKind === UIKind.Web;

/** Clicks the link of an item in the editor's language status. There is no API for this: run-tests.mjs reads this line and clicks. */
export function clickStatus(entry: string): void {
  console.log(`EXT_TEST_CLICK ${entry}`);
}
