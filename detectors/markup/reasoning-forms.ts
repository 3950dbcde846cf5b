/**
 * How models mark reasoning in their text: the one list of the forms. Each is what a chat template has its model write and what
 * servers' parsers look for (vLLM `vllm/reasoning/`, SGLang `srt/parser/reasoning_parser.py`, llama.cpp `common/chat.cpp`). Harmony, whose
 * messages are told by their channel, stands in harmony.ts.
 */

/** A form with one marker before the reasoning and one behind it. Patterns have no groups that capture, take any case, and are bounded, so that no text makes them slow. */
export interface Form {
  /** Names the form; markers of one form belong together. */
  readonly name: string;
  readonly open: string;
  readonly close: string;
  /** What ends it ends other things too: behind none of its own that is open, it is no marker. */
  readonly isShared?: boolean;
}

/** Forms whose markers are tokens of their own, which nobody writes but to mark reasoning. */
export const TOKEN_FORMS: readonly Form[] = [
  // Mistral: Magistral, Small 4.
  { name: 'mistral', open: '\\[\\s{0,4}THINK\\s{0,4}\\]', close: '\\[\\s{0,4}/\\s{0,4}THINK\\s{0,4}\\]' },
  // Kimi: kimi-vl-thinking and the first k2-thinking; later ones write <think>.
  { name: 'kimi', open: '◁\\s{0,4}think\\s{0,4}▷', close: '◁\\s{0,4}/\\s{0,4}think\\s{0,4}▷' },
  { name: 'kimi-3', open: '<\\|open\\|>think<\\|sep\\|>', close: '<\\|close\\|>think<\\|sep\\|>' },
  // Cohere: Command A Reasoning.
  { name: 'cohere', open: '<\\|START_THINKING\\|>', close: '<\\|END_THINKING\\|>' },
  // Gemma 4: the channel's name stands behind its marker.
  {
    name: 'gemma',
    open: '<\\|channel>(?!\\s{0,4}(?:final|response|answer))\\s{0,4}(?:thought|thinking|analysis)?[ \\t]{0,4}(?:\\r?\\n)?',
    close: '<channel\\|>',
  },
  // MedGemma.
  { name: 'medgemma', open: '<unused94>(?:thought[ \\t]{0,4}\\r?\\n)?', close: '<unused95>' },
  // openPangu.
  { name: 'pangu', open: '\\[unused16\\]', close: '\\[unused17\\]' },
  { name: 'apertus', open: '<\\|inner_prefix\\|>', close: '<\\|inner_suffix\\|>' },
  // Sky-T1, OpenThinker.
  { name: 'open-thoughts', open: '<\\|begin_of_thought\\|>', close: '<\\|end_of_thought\\|>' },
  // Open WebUI, in what it stores, exports and sends back: with the line that is shown while it is folded.
  {
    name: 'open-webui',
    open: `<details\\s[^<>\\n]{0,200}?\\btype=["']?reasoning\\b[^<>\\n]{0,200}>(?:\\s{0,4}<summary>[^<>\\n]{0,200}</summary>)?`,
    close: '</details>',
    isShared: true,
  },
];

/**
 * Names of tags that hold reasoning where an answer follows, and may be a part of the answer where none does: by prompting <analysis>
 * (Anthropic's), <reflection> (Reflection 70B), <rationale>, <inner_monologue> (MemGPT).
 */
export const SECTION_NAMES = 'analysis|reflection|rationale|inner_monologue';

/**
 * Names of tags that hold reasoning: <think> of most models, <thinking> and <scratchpad> by prompting, <reasoning> of Bedrock, <thought> of
 * EXAONE, <reason> as in Open WebUI's list, <antThinking> of Claude's artifacts.
 */
const NAMES = 'antthinking|thinking|think|reasoning|reason|thoughts|thought|scratchpad';

/** A vendor's word before the name: <seed:think>, <mm:think> (MiniMax), <longcat_think>. */
const VENDOR = '(?:[a-z]{1,16}[:_])?';

/** An attribute, such as the duration that some write. */
const ATTRIBUTE = '(?:\\s{1,4}[\\w-]{1,20}=[^<>\\n]{0,80})?';

/** A tag of the common form; of a closing one, the group `slash` is there. Tags of one `name` belong together. */
export const TAG = `<\\|?\\s{0,4}(?<slash>/)?\\s{0,4}\\|?(?<name>${VENDOR}(?:${NAMES}))${ATTRIBUTE}\\s{0,4}\\|?>`;

/** Plain words that set reasoning apart; they count at the head of a text, and where both are there. */
export const WORDS_FORM: Form = {
  // Granite 3.
  name: 'granite',
  open: "Here(?: is|'s|’s) my thought process:",
  close: "Here(?: is|'s|’s) my response:",
};

/** What a form may put around the answer. It is markup as the reasoning's is, and no part of the answer. */
export interface Wrapper {
  readonly open: RegExp;
  readonly close: RegExp;
  /** Whether it wraps only an answer behind reasoning: without, its tags may be the answer's own. */
  readonly behind: boolean;
}

export const WRAPPERS: readonly Wrapper[] = [
  { open: /<\|START_(?:RESPONSE|TEXT)\|>/iy, close: /<\|END_(?:RESPONSE|TEXT)\|>/gi, behind: false },
  { open: /<\|open\|>response<\|sep\|>/iy, close: /<\|close\|>response<\|sep\|>/gi, behind: false },
  { open: /<\|begin_of_solution\|>/iy, close: /<\|end_of_solution\|>/gi, behind: false },
  {
    open: /<\|channel>\s{0,4}(?:final|response|answer)[ \t]{0,4}(?:\r?\n)?/iy,
    close: /<channel\|>/gi,
    behind: false,
  },
  // Hunyuan, and models trained on "<think>...</think><answer>...</answer>".
  {
    open: /<(?:answer|response|solution|output)>/iy,
    close: /<\/(?:answer|response|solution|output)>/gi,
    behind: true,
  },
];

/** Tokens that end a turn in these forms: behind an answer whose reasoning was marked, they are part of its markup. */
export const TURN_ENDS = [
  '<turn|>',
  '<eos>',
  '<|END_OF_TURN_TOKEN|>',
  '<|close|>message<|sep|>',
  '<|end_of_msg|>',
] as const;
