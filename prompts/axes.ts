/** The tags of a prompt: three axes, one tag of each. */

export const AXES = {
  /** The kind of answer asked for. */
  task: [
    'everyday',
    'explain',
    'story',
    'list',
    'summarise',
    'translate-into',
    'rewrite',
    'code-with-comments',
    'dialogue',
    'roleplay',
    'table',
    'json',
  ],
  /** The length of the answer asked for: a few sentences, a page, several parts. */
  length: ['short', 'medium', 'long'],
  /** Why a model may slip. */
  risk: [
    'neighbour-language',
    'rare-name',
    'rare-word',
    'repeat-word',
    'mixed-context',
    'reasoning',
    'cross-lingual',
    'system-prompt',
    'multi-turn',
  ],
} as const;

export type Axis = keyof typeof AXES;
export const axisNames = Object.keys(AXES) as readonly Axis[];

const axes: ReadonlyMap<string, Axis> = new Map(
  axisNames.flatMap((axis) => AXES[axis].map((tag) => [tag, axis] as const)),
);

/** The axis of a tag; undefined for a tag of somebody's own. */
export function axisOf(tag: string): Axis | undefined {
  return axes.get(tag);
}

/** A tag of somebody's own has a namespace, so that a misspelt one is told from it: `team:billing`. */
export function isOwnTag(tag: string): boolean {
  return /^[\p{L}\p{N}._-]+:[^\s,;]+$/u.test(tag);
}
