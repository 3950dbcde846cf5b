/** Every public function that takes a text, or what holds one, and how it is given one. */

import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as detectors from '../../../detectors/index.js';
import * as whole from '../../../index.js';
import * as prompts from '../../../prompts/index.js';
import * as reports from '../../../reports/index.js';
import * as store from '../../../store/index.js';
import * as vocabulary from '../../../vocabulary/index.js';
import { ELSEWHERE } from './elsewhere.js';
import { allowed, asked, type Feed, type Given, promptOf, QUESTION } from './given.js';
import { OF_VOCABULARIES } from './vocabulary.js';

/** The entries of the package, by their names. */
export const ENTRIES = { offscript: whole, detectors, prompts, store, reports, vocabulary } as const;

const target = (text = 'm'): store.RunTarget => ({ id: 'a', model: text });

const sampleOf = (given: Given): store.Sample => ({
  key: '0'.repeat(24) as store.SampleKey,
  target: 'a',
  prompt: 'p',
  language: given.language,
  repeat: 0,
  answer: given.text,
  finish_reason: given.text,
  attempts: 1,
});

/** Rows of answers: the whole, and the same on the prompt's side; and many that are a part of it. */
function rowsOf({ text, language }: Given): reports.ResponseRow[] {
  const part = 1000;
  const parts = Array.from({ length: Math.ceil(text.length / part) }, (_, i) => ({
    target: 'b',
    language,
    promptId: `q${i}`,
    text: text.slice(i * part, (i + 1) * part),
  }));
  return [
    { target: 'a', language, prompt: QUESTION, text },
    { target: 'a', language: 'ja', prompt: text, text: '値段を посмотреть しましょう。' },
    ...parts,
  ];
}

const render = ({ report, examples }: reports.Built): void => {
  reports.renderHtml(report, examples);
  reports.renderJson(report);
  reports.renderCsv(report);
  reports.renderMarkdown(report);
  reports.renderLatex(report);
  reports.renderHtmlTable(report);
  reports.renderJunit(report);
  reports.renderSarif(report, examples);
  reports.renderTerminal(report);
};

/** A report in which names are the text. */
async function named({ text, language }: Given): Promise<void> {
  const rows = [{ target: text.slice(0, 1000), language, prompt: text, promptId: text, text }];
  await allowed(async () => render(await reports.report(rows, { name: text })));
}

async function lcb({ text, language }: Given): Promise<void> {
  const words = detectors.englishWords(text);
  const identifier = await whole.loadIdentifier('franc', detectors.languages);
  const result = detectors.lcbResponse(text, language, { identifier, words });
  detectors.lcbRates(detectors.mergeLcbTallies([detectors.lcbTally([result])]));
}

/** A sample as pages show it, with the text in every channel of it. */
async function shown(given: Given): Promise<void> {
  const { text } = given;
  const prompt = promptOf(given);
  const sample = { ...sampleOf(given), reasoning: text, tool_calls: [{ name: text, arguments: text }] };
  const record = reports.promptOf(new Map([[prompt.id, prompt]]), sample);
  async function* cases() {
    yield reports.caseOf(sample, record);
  }
  for await (const { case: split, judgement } of reports.plainJudge().judge(cases(), {})) {
    const one = reports.shownSample(split.sample, judgement, text, record);
    reports.recordOfSample(sample, record, one);
    reports.traitsOf(one);
    for (const channel of reports.CHANNELS) reports.channelText(split.sample, channel);
  }
  reports.findingLabels([{ kind: 'finding', key: text, found: text }]);
}

function mixing({ text, policy }: Given): void {
  const tags = detectors.languageUnits(text, policy, detectors.detect(text, policy));
  detectors.codeMixingIndex(tags);
  detectors.multilingualIndex(tags);
  detectors.integrationIndex(detectors.countSwitches(tags));
  detectors.languageConfusionEntropy(tags, policy.language);
}

const tag = ({ text }: Given): string => `x-${text}`;

/** What takes a text, by the exports that it calls. */
export const FEEDS: Readonly<Record<string, Feed>> = {
  detect: ({ text, policy }) => detectors.detect(text, policy),
  'detect, of a prompt': ({ text, policy }) =>
    detectors.detect('値段を посмотреть word しましょう。', policy, { prompt: text }),
  'detect, of an answer that is the prompt': ({ text, policy }) =>
    detectors.detect(text, policy, { prompt: text }),
  'detect, of an answer to a question': ({ text, policy }) =>
    detectors.detect(text, policy, { prompt: QUESTION }),
  'detect, of terms': ({ text, policy }) =>
    detectors.detect('値段を посмотреть word しましょう。', policy, {
      allow: [text, ...text.slice(0, 20_000).split(' ')],
    }),
  'detectBy, by fastText': async ({ text, policy }) =>
    detectors.detectBy(text, policy, {
      identifier: await whole.loadIdentifier('fasttext', detectors.languages),
    }),
  'applyPolicy policiesOf': ({ text, policy }) => {
    const strict = detectors.applyPolicy(policy, { allow: [text] });
    detectors.detect('値段を посмотреть しましょう。', strict);
    detectors.policiesOf({ allow: [text] })('ja');
  },
  'canonicalTag isLanguageTag primaryLanguage policyFor isScript isRightToLeft isUnspaced scriptsOf hasPolicy tagOfLanguage tagAsWritten plainTag':
    (given) => {
      const { text } = given;
      for (const name of [text, tag(given), text.replace(/[^a-z]+/gi, '-')]) {
        if (detectors.isLanguageTag(name)) detectors.canonicalTag(name);
        detectors.primaryLanguage(name);
        detectors.policyFor(name);
        detectors.hasPolicy(name);
        detectors.tagOfLanguage(name);
        detectors.tagAsWritten(name);
        if (detectors.isLanguageTag(name)) detectors.plainTag(name);
        detectors.isScript(name);
        detectors.isRightToLeft(name);
        detectors.isUnspaced(name);
      }
    },
  'scriptRuns scriptOf scriptExtensionsOf': ({ text }) => {
    let runs = 0;
    for (const _ of detectors.scriptRuns(text)) runs++;
    return runs;
  },
  offScriptUnder: ({ text, policy }) => [detectors.offScriptUnder(policy).in(text)],
  isProse: ({ text }) => [detectors.isProse(text)],
  normalForm: ({ text }) => [detectors.normalForm(text), detectors.normalForm(text, 'NFKC')],
  'signsOf shareOfSketch': ({ text }) => {
    const { sketch } = detectors.signsOf(text, text);
    detectors.signsOf(text, QUESTION);
    detectors.signsOf(QUESTION, text);
    return detectors.shareOfSketch(sketch ?? [], () => true);
  },
  splitReasoning: ({ text }) => detectors.splitReasoning(text),
  'lcbResponse englishWords lcbTally mergeLcbTallies lcbRates': lcb,
  'languageUnits codeMixingIndex multilingualIndex countSwitches integrationIndex languageConfusionEntropy':
    mixing,
  francIdentifier: ({ text }) => detectors.francIdentifier().identify(text.replace(/\n/g, ' ')),
  'axisOf roleOf toMessages bodyIn messagesOfBody': ({ text }) => {
    prompts.axisOf(text);
    prompts.roleOf({ role: text });
    prompts.toMessages(text);
    prompts.bodyIn(text);
    prompts.messagesOfBody({ messages: [{ role: 'user', content: text }] });
    prompts.messagesOfBody({ prompt: text });
  },
  checkPrompts: (given) =>
    prompts.checkPrompts(
      [
        { where: 'a:1', prompt: promptOf(given) },
        { where: 'a:2', prompt: { ...promptOf(given), id: 'q', tags: [given.text], allow: [given.text] } },
      ],
      { policyOf: detectors.policyFor },
    ),
  'canCross crossPrompts': async (given) => {
    prompts.canCross(promptOf(given));
    await allowed(() => prompts.crossPrompts([promptOf(given)], { to: ['ko'] }));
    await allowed(() =>
      prompts.crossPrompts([asked('やあ')], { to: ['ko'], instruction: `${given.text}{{language}}` }),
    );
  },
  'packHash packPath readPack requestsIn underSystem selectPrompts': async (given) => {
    const prompt = promptOf(given);
    prompts.packHash([prompt]);
    prompts.packPath(given.text);
    await allowed(() => prompts.readPack(given.text));
    prompts.requestsIn(prompt.messages);
    prompts.underSystem(prompt, given.text);
    prompts.selectPrompts([{ ...prompt, id: given.text, tags: [given.text] }], {
      tags: [given.text],
      sample: 1,
    });
  },
  'promptHash askedHash givenId idBeside sampleKey targetHash suiteHash': (given) => {
    const prompt = promptOf(given);
    store.givenId({ ...prompt, id: given.text });
    store.idBeside(given.text, store.askedHash(prompt));
    store.sampleKey(store.targetHash(target(given.text)), given.text, store.promptHash(prompt), 0, undefined);
    store.suiteHash([target(given.text)], [prompt], 1, undefined);
  },
  'checkRunName policyName mergeDetection outcomeName': async ({ text }) => {
    await allowed(() => store.checkRunName(text));
    store.policyName({ allow: [text] });
    store.mergeDetection({ allow: [text] }, { allow: [text] });
    store.outcomeName({ kind: 'http', status: 500, message: text });
  },
  'canariesIn canaryDocument readingsOf': ({ text }) => {
    const reading = { at: text, after: 0, model: text, fingerprint: text, tokens: [[text, -1]] };
    const document = store.canaryDocument({ [text]: [reading as store.Reading] });
    return store.readingsOf(store.canariesIn(document), text);
  },
  'orderProblem stepsIn': ({ text }) => [
    store.orderProblem(store.stepsIn([text, { target: text, step: 1 }]), [text, ...text.slice(0, 20_000)]),
  ],
  'writtenSample writtenPrompt writtenLabel': async (given) => {
    await allowed(() => store.writtenSample(sampleOf(given), given.text));
    store.writtenPrompt(promptOf(given), given.text);
    store.writtenLabel({ key: 'k', verdict: given.text }, given.text);
  },
  'rowsFrom checkRows': async ({ text }) => {
    await allowed(() => reports.rowsFrom(text));
    await allowed(() => reports.checkRows([text], { targets: [] }));
  },
  'report buildReport flipsOf namesOf pairsOf headlineOf provenanceOf judgedBefore warningText renderHtml renderJson renderCsv renderMarkdown renderLatex renderHtmlTable renderJunit renderSarif renderTerminal':
    async (given) => {
      const built = await reports.report(rowsOf(given), { baseline: 'a' });
      render(built);
      const name = reports.namesOf(built.report);
      for (const { whole, candidate } of reports.pairsOf(built.report)) {
        name(candidate);
        if (whole !== null) reports.headlineOf(whole);
      }
      reports.flipsOf(built.report)({ target: 'a', language: given.language, prompt_id: given.text });
      reports.provenanceOf(built.report);
      reports.judgedBefore(built.report);
      for (const warning of built.report.warnings ?? []) reports.warningText(warning);
    },
  'gate rulesOf fractionOf renderGateJson renderGateJunit renderGateMarkdown renderGateGithub renderGateText inertOnGithub':
    async (given) => {
      const { tallied } = await reports.report(rowsOf(given), { baseline: 'a' });
      const [run] = tallied;
      if (run === undefined) throw new Error('there are rows');
      const sideOf = (id: string): reports.GateSide => ({
        name: `${id}${given.text}`,
        tally: run.tally,
        target: id,
      });
      const waive = [{ language: given.text, until: '2999-01-01', why: given.text }];
      const rules = reports.rulesOf({ waive }, '2026-01-01', given.text);
      const result = reports.gate(sideOf('a'), [sideOf('b')], rules);
      reports.renderGateJson(result);
      reports.renderGateJunit(result);
      reports.renderGateMarkdown(result);
      reports.renderGateGithub(result);
      reports.inertOnGithub(given.text);
      reports.renderGateText(result);
      store.fractionOf(given.text);
    },
  'report, of names': named,
  'caseOf promptOf channelText shownSample recordOfSample traitsOf findingLabels': shown,
  'loadFastText loadIdentifier': async ({ text }) =>
    (await whole.loadIdentifier('fasttext', detectors.languages)).identify(text.replace(/\n/g, ' ')),
  'rememberedIn labelledDraws': async ({ text }) => {
    reports.rememberedIn({ outcomes: [{ keys: [text] }], [text]: text });
    async function* records(): AsyncGenerator<store.JsonObject> {
      yield { id: text, key: text, draw: text };
    }
    await reports.labelledDraws(records());
  },
  ...ELSEWHERE,
  ...OF_VOCABULARIES,
  'UserError StoreFailure': ({ text }) => new whole.UserError(text, text, text).message,
};

/** What takes no text: numbers, records that others made, nothing at all. */
export const TEXTLESS: ReadonlySet<string> = new Set([
  ...['corpusCodeMixing', 'multilingualIndexOf', 'isMixing', 'countedAs', 'lcbAverages'],
  ...['describePacks', 'packLanguages', 'packManifest', 'packNames'],
  ...['letterScriptOf', 'hanScriptOf', 'inClassOrder'],
  ...['KeySet', 'manifestOf', 'plannedOrder'],
  ...['besidesOf', 'standingOf', 'targetNames', 'elsewhereOf'],
  ...['isCounted', 'isScored', 'pieceOf', 'rangeOf'],
  ...['RunTally', 'Part', 'Drawer', 'Recorder', 'isSameJudge', 'tallyKey'],
  ...['fisher', 'holm', 'newcombe', 'pool', 'ratioOf', 'reportOn', 'signFlip', 'unitsNote', 'wilson'],
]);

/** Names of the exported functions, each once. */
export const exported = (): readonly string[] => [
  ...new Set(
    Object.values(ENTRIES).flatMap((entry) =>
      Object.entries(entry).flatMap(([name, value]) => (typeof value === 'function' ? [name] : [])),
    ),
  ),
];

/** Gives a text to one of them, in an empty folder that is gone afterwards. */
export async function feed(name: string, text: string, language: string, scratch: string): Promise<void> {
  const policy = detectors.policyFor(language);
  const give = FEEDS[name];
  if (policy === undefined || give === undefined) throw new Error(`no ${name} in ${language}`);
  const folder = join(scratch, 'feed');
  mkdirSync(folder, { recursive: true });
  try {
    await give({ text, language, policy, folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
