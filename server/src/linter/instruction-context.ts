import type { BuildContext } from '../context/build-context.ts';
import type { Assets } from '../knowledge/assets.ts';
import type { Facts } from '../facts/facts.ts';
import type { DockerfileModel, Stage } from '../model/model.ts';
import { syntaxInUse } from '../model/syntax-in-use.ts';
import type { ShellScript } from '../shell/script.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { Report, RuleContext } from './rule.ts';

/** Notes what the result of a visitor depends on. */
export class ReadTracker {
  /** Whether it read more than its instruction, its shell script and the syntax in use, or reported something. */
  readFile = false;
  /** Whether it said that it reads other stages. */
  readOtherStages = false;

  reset(): void {
    this.readFile = false;
    this.readOtherStages = false;
  }
}

/** The context of a rule for one version of a Dockerfile. Every member that depends on more than the instruction is tracked. */
export class TrackedContext implements RuleContext {
  readonly options: RuleContext['options'];
  private readonly facts_: Facts;
  private readonly assets_: Assets;
  private readonly tracker: ReadTracker;
  private readonly onReport: RuleContext['report'];

  constructor(facts: Facts, assets: Assets, options: RuleContext['options'], tracker: ReadTracker, onReport: RuleContext['report']) {
    this.facts_ = facts;
    this.assets_ = assets;
    this.options = options;
    this.tracker = tracker;
    this.onReport = onReport;
  }

  get syntax(): RuleContext['syntax'] {
    return syntaxInUse(this.facts_.model.tree);
  }
  get facts(): Facts {
    this.tracker.readFile = true;
    return this.facts_;
  }
  get assets(): Assets {
    this.tracker.readFile = true;
    return this.assets_;
  }
  get model(): DockerfileModel {
    return this.facts.model;
  }
  get text(): string {
    return this.model.tree.text;
  }
  get build(): BuildContext {
    return this.facts.build;
  }

  // Functions, because rules take them out of the context.
  readonly stageOf = (instruction: Instruction): Stage | undefined => this.model.stageOf(instruction);
  readonly scriptOf = (instruction: Instruction): ShellScript | undefined => this.facts_.model.scriptOf(instruction);
  readonly readsOtherStages = (): void => {
    this.tracker.readFile = true;
    this.tracker.readOtherStages = true;
  };
  readonly report = (report: Report<string>): void => {
    this.tracker.readFile = true;
    this.onReport(report);
  };
}
