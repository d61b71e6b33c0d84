import { UIKind, env } from 'vscode';

/** Whether somebody is there to click for a suite: the desktop is run without one. */
export const canClick = env.uiKind === UIKind.Web;

/** Clicks on the link of an entry in the editor's language status. No API reaches it: run-tests.mjs reads this line and does it. */
export function clickStatus(entry: string): void {
  console.log(`EXT_TEST_CLICK ${entry}`);
}
