/** Reads suites with the prompts that they name, and policy files. */

import { basename, dirname, extname, resolve } from 'node:path';
import { type DetectionSettings, languages, policiesOf, tagOfLanguage } from '../../detectors/bare/index.js';
import { parseYaml, readText, UserError } from '../../files/index.js';
import {
  canCross,
  crossPrompts,
  type Prompt,
  readPack,
  readPromptFile,
  selectPrompts,
} from '../../prompts/bare/index.js';
import { detectionOf, detectionSchema } from '../../store/detection/index.js';
import {
  type CanarySettings,
  type GateSettings,
  gateSchema,
  givenId,
  type LogitBias,
  type RunManifest,
  type TargetOrder,
} from '../../store/index.js';
import { tidyUrl } from './base-url.js';
import { PromptsById } from './by-id.js';
import { shownUrl } from './keys.js';
import { type PromptChoice, type SuiteFile, type SuiteTarget, suiteSchema } from './schema.js';

type Inference = NonNullable<RunManifest['inference']>;

export interface Suite {
  readonly name: string;
  readonly seed?: number;
  readonly repeats: number;
  readonly baseline?: string;
  readonly inference?: Inference;
  readonly gate?: GateSettings;
  /** Whether targets are asked one and the same thing again and again, to see whether they stay the same. */
  readonly canary?: CanarySettings;
  readonly order?: TargetOrder;
  /** There where its targets are vendors of the same weights: they are asked side by side. */
  readonly vendors?: { readonly reference?: string };
  readonly targets: readonly SuiteTarget[];
  /** In order, each id once. */
  readonly prompts: readonly Prompt[];
  /** What it says about detection; missing where it says nothing. */
  readonly detection?: DetectionSettings;
  /** What was taken otherwise than it stands there, in a line each. */
  readonly hints?: readonly string[];
}

async function readAll(choice: PromptChoice, folder: string, where: string): Promise<Prompt[]> {
  const { file, pack, language = '' } = choice;
  if (file === undefined) return readPack(pack ?? tagOfLanguage(language), where);
  // What is made of them has their ids in its own.
  const prompts = new PromptsById();
  for (const prompt of await readPromptFile(resolve(folder, file), choice)) add(prompts, prompt, where);
  return prompts.all();
}

/** Throws UserError where the id stands for another prompt in the language. */
function add(prompts: PromptsById, prompt: Prompt, where: string): void {
  if (!prompts.add(prompt))
    throw new UserError(
      `two different prompts have the id "${prompt.id}"`,
      where,
      'give them ids of their own',
    );
}

async function readChoice(choice: PromptChoice, folder: string, where: string): Promise<Prompt[]> {
  const all = await readAll(choice, folder, where);
  const { cross_lingual: crossing } = choice;
  const chosen = selectPrompts(all, choice);
  if (chosen.length === 0)
    throw new UserError(
      'no prompt is in these languages and has all of these tags',
      where,
      'offscript prompts list counts the packs by language and tag',
    );
  if (crossing === undefined) return chosen;
  // Drawn from those that can be answered in another language, so that there are as many as are asked for.
  return crossPrompts(selectPrompts(all.filter(canCross), choice), crossing, where);
}

async function readPrompts(file: SuiteFile, path: string): Promise<Prompt[]> {
  const policyOf = policiesOf(file);
  const byId = new PromptsById();
  for (const [i, choice] of file.prompts.entries()) {
    const where = `${path}: prompts[${i}]`;
    const chosen = await readChoice(choice, dirname(path), where);
    if (chosen.length === 0)
      throw new UserError(
        'no prompt is left to be answered in another language',
        where,
        'docs/formats.md says which are left out',
      );
    for (const prompt of chosen) {
      if (policyOf(prompt.language) === undefined) {
        throw new UserError(
          `no policy for the language "${prompt.language}" of prompt ${prompt.id}`,
          where,
          `there are policies for ${languages.join(', ')}`,
        );
      }
      // What a file told apart is told apart again, over all of them.
      add(byId, { ...prompt, id: givenId(prompt) }, where);
    }
  }
  return byId.all();
}

/** With its files and runs where they lie. */
const withPaths = ({ tokenizer, found_in, ...rest }: LogitBias, folder: string): LogitBias => ({
  ...rest,
  ...(tokenizer !== undefined && { tokenizer: resolve(folder, tokenizer) }),
  ...(found_in !== undefined && { found_in: resolve(folder, found_in) }),
});

/** The suite in `path`. Throws UserError: no such file, malformed (with line and column), unknown field or target, no prompts. */
export async function loadSuite(path: string): Promise<Suite> {
  const text = await readText(path, { missing: 'examples/ has suites to start from' });
  const file = await parseYaml(text, path, suiteSchema, 'a suite');
  const detection = detectionOf(file);
  const hints = file.targets.flatMap(({ id, base_url }) => {
    const tidy = tidyUrl(base_url);
    return tidy === base_url
      ? []
      : [`${path}: base_url of ${id}: asking ${shownUrl(tidy)}, to which the rest is added`];
  });
  return {
    name: file.name ?? basename(path, extname(path)),
    repeats: file.repeats ?? 1,
    targets: file.targets.map(({ ca, logit_bias, ...target }) => ({
      ...target,
      ...(logit_bias && { logit_bias: withPaths(logit_bias, dirname(path)) }),
      base_url: tidyUrl(target.base_url),
      ...(ca !== undefined && { ca: resolve(dirname(path), ca) }),
    })),
    prompts: await readPrompts(file, path),
    ...(file.seed !== undefined && { seed: file.seed }),
    ...(file.baseline !== undefined && { baseline: file.baseline }),
    ...(file.inference !== undefined && { inference: file.inference }),
    ...(file.gate !== undefined && { gate: file.gate }),
    ...(file.canary !== undefined && { canary: file.canary }),
    ...(file.order !== undefined && { order: file.order }),
    ...(file.vendors !== undefined && { vendors: file.vendors }),
    ...(detection && { detection }),
    ...(hints.length > 0 && { hints }),
  };
}

/**
 * The settings in a policy file, YAML or JSON with the fields of a suite that detection goes by. Throws UserError: no such file, malformed
 * or unknown (with line and column).
 */
export async function loadPolicyFile(path: string): Promise<DetectionSettings> {
  const text = await readText(path, { missing: 'docs/policies.md has one' });
  return detectionOf(await parseYaml(text, path, detectionSchema, 'a policy file')) ?? {};
}

/** The gate in a file of its own, YAML or JSON with the fields of a suite's `gate`. Throws UserError as {@link loadPolicyFile}. */
export async function loadGateFile(path: string): Promise<GateSettings> {
  const text = await readText(path, { missing: 'docs/formats.md says what stands in one' });
  return parseYaml(text, path, gateSchema, 'a gate file');
}
