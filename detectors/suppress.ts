/**
 * Suppression: the one pass in which candidates become findings or exemptions. Of the exemptions that a policy leaves on, the one
 * with the lowest priority that covers a candidate is its reason; what stands is joined to findings; of findings that overlap one
 * stays, and a line goes on around what another script intrudes on it.
 */

import { type ExemptionRule, RULES } from './exempt/index.js';
import {
  type Candidate,
  isLatinWord,
  type Judged,
  KINDS,
  type Kind,
  type WordCandidate,
} from './find/index.js';
import type { Policy } from './policy/index.js';
import type { MainLanguage, Scene } from './scene.js';
import { spanAt } from './spans.js';
import type { Detection, Exemption, ExemptionName, Finding, FindingKind, Span } from './types.js';

/** What may excuse a candidate of a kind. */
interface Check {
  readonly name: ExemptionName;
  readonly covers: (candidate: Candidate, scene: Scene, earlier: readonly Judged[]) => boolean;
}

interface Enabled {
  /** By kind, in the order of priority. */
  readonly checks: ReadonlyMap<FindingKind, readonly Check[]>;
  readonly spreads: readonly NonNullable<ExemptionRule<string>['spread']>[];
}

const compiled = new WeakMap<Policy, Enabled>();

function enabledUnder(policy: Policy): Enabled {
  let enabled = compiled.get(policy);
  if (enabled === undefined) {
    const rules: readonly ExemptionRule<ExemptionName>[] = RULES.filter(
      ({ name }) => !policy.disabled.includes(name),
    ).sort((a, b) => a.priority - b.priority);
    const checks = KINDS.map(({ kind }) => {
      const ofKind = rules.flatMap(({ name, covers }) => {
        // A check is only ever given candidates of its kind.
        const check = covers[kind] as Check['covers'] | undefined;
        return check === undefined ? [] : [{ name, covers: check }];
      });
      return [kind, ofKind] as const;
    });
    enabled = { checks: new Map(checks), spreads: rules.flatMap(({ spread }) => (spread ? [spread] : [])) };
    compiled.set(policy, enabled);
  }
  return enabled;
}

function judge(scene: Scene, candidates: readonly Candidate[], checks: readonly Check[]): Judged[] {
  const judged: Judged[] = [];
  for (const candidate of candidates) {
    let exempt: ExemptionName | null = null;
    for (const { name, covers } of checks) {
      if (!covers(candidate, scene, judged)) continue;
      exempt = name;
      break;
    }
    judged.push({ candidate, exempt });
  }
  return judged;
}

const isOfLatinWord = (judged: Judged): judged is Judged<WordCandidate> =>
  judged.candidate.kind === 'word' && isLatinWord(judged.candidate);

function withSpread(scene: Scene, judged: readonly Judged[], { spreads }: Enabled): readonly Judged[] {
  if (!judged.every(isOfLatinWord)) return judged;
  return spreads.reduce((words, spread) => spread(scene.text, words), judged);
}

const stands = (judged: readonly Judged[]): boolean => {
  for (const { exempt } of judged) if (exempt === null) return true;
  return false;
};

function toFinding(text: string, candidate: Candidate): Finding {
  const { start, end, kind, script } = candidate;
  return {
    start,
    end,
    text: text.slice(start, end),
    kind,
    script,
    zone: 'zone' in candidate ? (candidate.zone ?? 'text') : 'text',
    ...('evidence' in candidate && { evidence: candidate.evidence }),
    ...('sort' in candidate && { sort: candidate.sort }),
  };
}

const bySpan = (a: Span, b: Span): number => a.start - b.start || b.end - a.end;

const LETTER = /\p{L}/u;
const EDGE = /[\s\p{P}]/u;

/** A stretch without white space and punctuation at its ends; unit by unit, where `+$` would be quadratic. */
function trimmed(text: string, start: number, end: number): Span {
  while (start < end && EDGE.test(text.charAt(start))) start++;
  while (end > start && EDGE.test(text.charAt(end - 1))) end--;
  return { start, end };
}

/** A line without what stands in it: the pieces before, between and behind `intruders`, which are sorted. */
function around(text: string, line: Finding, intruders: readonly Finding[]): Finding[] {
  const pieces: Finding[] = [];
  let from = line.start;
  const add = (to: number): void => {
    const { start, end } = trimmed(text, from, to);
    const piece = text.slice(start, end);
    if (LETTER.test(piece)) pieces.push({ ...line, start, end, text: piece });
  };
  for (const { start, end } of intruders) {
    if (start < from || end > line.end) continue;
    add(start);
    from = end;
  }
  add(line.end);
  return pieces;
}

const INTRUDING: ReadonlySet<FindingKind> = new Set(
  (KINDS as readonly Kind<FindingKind>[]).flatMap(({ kind, intrudes }) => (intrudes ? [kind] : [])),
);

/** Findings that overlap no other: a line goes around another script in it; else the earlier, then the longer one stays. */
function apart(text: string, findings: Finding[]): readonly Finding[] {
  findings.sort(bySpan);
  const others = findings.filter(({ kind }) => INTRUDING.has(kind));
  let next = 0;
  const cut = findings.flatMap((finding) => {
    if (finding.kind !== 'line' || others.length === 0) return [finding];
    while (next < others.length && (others[next] as Finding).end <= finding.start) next++;
    const inside: Finding[] = [];
    for (let i = next; i < others.length && (others[i] as Finding).start < finding.end; i++)
      inside.push(others[i] as Finding);
    return inside.length === 0 ? [finding] : around(text, finding, inside);
  });
  cut.sort(bySpan);
  let end = 0;
  return cut.filter((finding) => {
    if (finding.start < end) return false;
    end = finding.end;
    return true;
  });
}

const NONE: readonly Finding[] = [];

/** Findings of a kind's judged candidates, of which one stands at least. */
function findingsOf(
  kind: Kind<FindingKind>,
  scene: Scene,
  judged: readonly Judged[],
  before: readonly Finding[],
): readonly Finding[] {
  if (kind.join !== undefined) return kind.join(scene, judged, [...before].sort(bySpan));
  return judged
    .filter(({ exempt }) => exempt === null)
    .map(({ candidate }) => toFinding(scene.text, candidate));
}

const isPossible = ({ candidate }: Judged): boolean => 'possible' in candidate && candidate.possible === true;

/** What stands of the candidates of a scene, what of them is in doubt, and what is exempt. */
export function suppress(
  scene: Scene,
  main: MainLanguage,
): Pick<Detection, 'findings' | 'possible' | 'exemptions'> {
  const { text, policy } = scene;
  const enabled = enabledUnder(policy);
  const findings: Finding[] = [];
  const exemptions: Exemption[] = [];
  let possible = NONE;
  for (const kind of KINDS as readonly Kind<FindingKind>[]) {
    const candidates = kind.find(scene, main);
    if (candidates.length === 0) continue;
    let first: readonly Judged[] = judge(scene, candidates, enabled.checks.get(kind.kind) ?? []);
    if (first.some(isPossible)) {
      const hints = first.filter((one) => one.exempt === null && isPossible(one));
      possible = [...possible, ...hints.map(({ candidate }) => toFinding(text, candidate))].sort(bySpan);
      first = first.filter((one) => !isPossible(one));
    }
    // In most texts all that looks like one is exempt.
    const judged = kind.kind === 'word' && stands(first) ? withSpread(scene, first, enabled) : first;
    const found = stands(judged) ? findingsOf(kind, scene, judged, findings) : NONE;
    // What stands in a line that is foreign as a whole needs no excuse.
    const lines =
      kind.kind === 'word' && found.length > 0 ? found.filter((one) => one.kind === 'line') : NONE;
    for (const { candidate, exempt } of judged) {
      const { start, end } = candidate;
      if (exempt === null || (lines.length > 0 && spanAt(lines, start) !== undefined)) continue;
      exemptions.push({ start, end, text: text.slice(start, end), reason: exempt });
    }
    for (const one of found) findings.push(one);
  }
  return {
    findings: findings.length < 2 ? findings : apart(text, findings),
    possible,
    exemptions: exemptions.length < 2 ? exemptions : exemptions.sort((a, b) => a.start - b.start),
  };
}
