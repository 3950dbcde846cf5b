/** Expressions of several words that writers of all languages take as they are: of Latin, of French, of English. */

/** Terms of scholars, lawyers and doctors. */
export const LATIN_TERMS =
  'a fortiori|a posteriori|a priori|actus reus|ad hoc|ad hominem|ad infinitum|ad libitum|alma mater|alter ego|bona fide|carpe diem|casus belli|ceteris paribus|corpus delicti|cum laude|curriculum vitae|de facto|de jure|de novo|de re|et al|et alii|et seq|ex aequo|ex ante|ex libris|ex nihilo|ex officio|ex post|ex situ|ex vivo|habeas corpus|homo sapiens|honoris causa|in absentia|in extremis|in memoriam|in silico|in situ|in utero|in vitro|in vivo|inter alia|ipso facto|lorem ipsum|mea culpa|memento mori|mens rea|modus operandi|modus ponens|modus tollens|modus vivendi|mutatis mutandis|non sequitur|pari passu|per annum|per capita|per diem|per se|persona non grata|post mortem|prima facie|pro bono|pro forma|pro rata|quid pro quo|rigor mortis|sensu lato|sensu stricto|sine die|sine qua non|stare decisis|status quo|sui generis|summa cum laude|tabula rasa|terra incognita|vice versa|vox populi|vs';

/** Of art, cooking, fashion, politics. */
const FRENCH =
  'à la carte|à la mode|art déco|art nouveau|au pair|beaux arts|belle époque|bon appétit|bon vivant|bon voyage|café au lait|carte blanche|cause célèbre|comme il faut|cordon bleu|coup d’état|coup de grâce|crème brûlée|crème de la crème|crème fraîche|croque monsieur|cul de sac|déjà vu|en masse|en passant|en plein air|en route|enfant terrible|fait accompli|faux pas|femme fatale|film noir|foie gras|fin de siècle|haute couture|haute cuisine|idée fixe|je ne sais quoi|joie de vivre|laissez faire|l’art pour l’art|ménage à trois|mise en place|mise en scène|nouveau riche|nouvelle cuisine|nouvelle vague|objet trouvé|pas de deux|petit four|petit pois|pièce de résistance|pièce montée|plat du jour|pot pourri|prêt à porter|pâte à choux|raison d’être|ratatouille niçoise|roman à clef|salade niçoise|sang froid|savoir faire|savoir vivre|tour de force|trompe l’œil|vis à vis|vol au vent';

/** Of trade, technology, media and sport. */
const ENGLISH =
  'all inclusive|all in one|baby boom|baby boomer|bed and breakfast|best of|best seller|big bang|big brother|big data|black friday|blue chip|blue jeans|body language|boot camp|box office|boy band|brand awareness|bubble tea|business angel|business case|business intelligence|business model|business plan|call center|call option|call to action|car sharing|case study|cash flow|check in|check list|check out|cloud computing|coming out|comic strip|content creator|content marketing|cost per click|country music|coworking space|cross docking|cross platform|cross selling|customer experience|customer journey|cyber monday|cyber security|dark mode|dark web|data center|data lake|data mining|data science|data scientist|data warehouse|day trading|deep fake|deep learning|design thinking|digital native|do it yourself|double check|dress code|drag and drop|drag queen|drive in|due diligence|early adopter|employer branding|escape room|event sourcing|exit strategy|fact checking|fair play|fair trade|fake news|far west|fast fashion|fast food|fast track|feel good|fight club|fish and chips|food truck|free to play|front end|full house|full stack|fun fact|game changer|gender gap|gift card|girl group|go to market|golden retriever|green card|growth hacking|happy end|happy ending|happy hour|hard disk|hard drive|hard rock|hard skills|hate speech|heavy metal|hedge fund|high end|high tech|high school|hip hop|home banking|home office|home schooling|home theater|hot dog|hot spot|ice cream|influencer marketing|internet of things|jam session|jet lag|joint venture|junk food|just in time|key account|key performance indicator|kick boxing|know how|large language model|last minute|lead generation|lean management|life coach|life hack|live action|live stream|low code|low cost|machine learning|made in|management buyout|mark to market|market maker|master class|merge sort|mixed media|motion capture|mountain bike|music hall|new age|new deal|new wave|night club|no code|off road|off topic|on demand|on the road|on the rocks|one man show|one to one|open access|open air|open data|open mind|open mic|open source|open space|out of the box|paid media|pay per click|pay per view|peer review|peer to peer|performance marketing|personal trainer|pick up|ping pong|pitch deck|place to be|play off|play station|plug and play|pole position|pop up|power bank|private equity|product owner|product placement|prime time|proof of concept|proof of stake|proof of work|pull request|put option|quick sort|quick win|real estate|real time|reality show|red carpet|reinforcement learning|road movie|road show|road trip|rock and roll|room service|science fiction|scrum master|self care|self made man|self service|short track|show business|single malt|slow food|slow motion|small talk|smart city|smart contract|smart home|social media|soft power|soft skill|soft skills|speed dating|spin doctor|spin off|stand alone|stand by|stand up|stand up comedy|start up|state of the art|status symbol|stock option|street art|street food|street style|street view|supervised learning|support vector machine|talent show|talk show|task force|team building|team leader|test drive|think tank|time sharing|time to market|top down|top model|touch screen|trade off|trending topic|trial and error|true crime|unsupervised learning|up to date|use case|user experience|user friendly|user story|value chain|venture capital|video call|voice over|walkie talkie|web design|wedding planner|white paper|wild card|win win|wish list|work life balance|world music|world wide web|yes man|zero waste';

let expressions: ReadonlySet<string> | undefined;

const JOINTS = /[\s\-‐‑_*]+/g;

/** Most words of an expression, and of it beside those that are asked about. */
const MOST = 5;
const MOST_BESIDE = 2;

const normal = (text: string): string => text.toLowerCase().replaceAll("'", '’').replace(JOINTS, ' ').trim();

function isExpression(words: readonly string[]): boolean {
  expressions ??= new Set([LATIN_TERMS, FRENCH, ENGLISH].join('|').split('|'));
  const expression = words.join(' ');
  return (
    expressions.has(expression) || (expression.endsWith('s') && expressions.has(expression.slice(0, -1)))
  );
}

/** Whether words are such an expression, also in the plural, with up to two words of the text before and behind them. */
export function isInternational(text: string, before: string, after: string): boolean {
  const words = normal(text).split(' ');
  if (words.length > MOST) return false;
  const left = normal(before).split(' ').slice(-MOST_BESIDE);
  const right = normal(after).split(' ').slice(0, MOST_BESIDE);
  for (let from = 0; from <= left.length; from++)
    for (let to = 0; to <= right.length; to++)
      if (isExpression([...left.slice(left.length - from), ...words, ...right.slice(0, to)])) return true;
  return false;
}
