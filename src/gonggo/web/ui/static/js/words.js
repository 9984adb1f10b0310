// Words that only a script says, in both languages of the house.
const WORDS = {
  ko: {
    days: "일", hours: "시간", minutes: "분", seconds: "초", left: (time) => `${time} 남음`, over: "마감되었습니다.", to_go: (time) => `마감까지 ${time} 남았습니다.`,
    extended: "연장", moved: (old, why) => `이전 마감 ${old}. ${why}`,
    saving: "저장 중", saved: (time) => `저장됨 ${time}`, unsaved: "저장 안 됨", marked: "저장 안 됨. 표시된 항목을 확인해 주세요.",
    offline: "저장 안 됨. 인터넷 연결이 끊겼습니다. 쓰신 글은 이 화면에 남아 있고, 연결되면 바로 저장합니다.",
    later: "저장 안 됨. 서버가 잠시 답하지 않습니다. 쓰신 글은 이 화면에 남아 있고, 곧 다시 저장합니다.",
    refused: (why) => `저장 안 됨. ${why} 쓰신 글은 이 기기에 남아 있습니다.`, reload: "화면 새로 열기",
    error: "오류:", both: (who) => `${who} 먼저 고쳤습니다. 두 글을 모두 남겨 두었습니다. 하나를 골라 주세요.`,
    someone: "다른 곳에서", by: (name) => `${name} 님이`, mine: "내가 쓴 글", theirs: "먼저 저장된 글",
    take_mine: "내 글로 저장하기", take_theirs: "먼저 저장된 글로 두기", nothing: "(비어 있음)",
    sending: "보내는 중입니다. 창을 닫지 마세요.", submit: { done: "접수되었습니다. 접수증을 엽니다.", not_yet: "아직 접수되지 않았습니다." },
    withdraw: { done: "신청이 철회되었습니다. 확인서를 엽니다.", not_yet: "아직 철회되지 않았습니다." },
    again: "창을 닫지 마세요. 스스로 다시 보냅니다.", no_answer: "서버의 답을 받지 못했습니다.",
    uploading: (part) => `올리는 중 ${part}%`, scanning: "검사 중", bad: "문제",
    lost: "올리지 못했습니다.", lost_fix: "화면을 새로 열고 파일을 다시 골라 주세요. 받은 곳부터 이어서 올립니다.",
    cut: "끊김", go_on: "이어서 올리기", cut_at: (part) => (part ? `${part}%까지 올리고 끊겼습니다.` : "연결이 끊겨 아직 올리지 못했습니다."),
    cut_fix: "연결되면 스스로 이어서 올립니다. 창을 닫지 마세요.",
    stopped: (name) => `${name} 파일을 올리다가 멈췄습니다.`, stopped_fix: "같은 파일을 다시 고르면 받은 곳부터 이어서 올립니다.",
    changed: "올리는 동안 파일이 바뀌어 더 읽을 수 없습니다.", changed_fix: "파일을 저장하고 닫은 뒤 다시 골라 주세요.",
    out: "로그인이 끝나 올리지 못했습니다.", out_fix: "다시 로그인한 뒤 파일을 다시 고르면 받은 곳부터 이어서 올립니다.",
    counted: (now, most) => `${now}자 / ${most}자`, row: (number) => `${number}번째 줄`, won: "원", eok: "억", man: "만",
    within_share: (share) => `${share} 이내입니다`, over_share: (share) => `${share}를 넘었습니다`,
    room: (amount) => `한도까지 ${amount} 남았습니다`, over_cap: (amount) => `한도를 ${amount} 넘었습니다`,
    enough_cash: (least) => `${least} 이상입니다`, below_cash: (least) => `${least}보다 적습니다`,
    above_watched: (share) => `${share}를 넘어 담당자가 살펴봅니다`,
    no_cash: "기업부담을 적으면 계산합니다", cash: (cash, kind) => `현금 ${cash}, 현물 ${kind}`,
  },
  en: {
    days: "days", hours: "hours", minutes: "minutes", seconds: "seconds", left: (time) => `${time} left`, over: "Closed.", to_go: (time) => `${time} to the deadline.`,
    extended: "Extended", moved: (old, why) => `Before: ${old}. ${why}`,
    saving: "Saving", saved: (time) => `Saved ${time}`, unsaved: "Not saved", marked: "Not saved. Please look at what is marked.",
    offline: "Not saved. The connection is gone. Your text stays on this page and is saved as soon as you are back.",
    later: "Not saved. The server does not answer for the moment. Your text stays on this page and will be saved soon.",
    refused: (why) => `Not saved. ${why} Your text stays on this device.`, reload: "Open the page anew",
    error: "Error:", both: (who) => `${who} changed this first. Both texts are kept. Please choose one.`,
    someone: "Another page", by: (name) => name, mine: "My text", theirs: "The text saved first",
    take_mine: "Save my text", take_theirs: "Keep the text saved first", nothing: "(empty)",
    sending: "Sending. Please keep this window open.", submit: { done: "Received. Opening the receipt.", not_yet: "It is not received yet." },
    withdraw: { done: "Withdrawn. Opening the receipt.", not_yet: "It is not withdrawn yet." },
    again: "Please keep this window open; it is sent again by itself.", no_answer: "No answer came from the server.",
    uploading: (part) => `Uploading ${part}%`, scanning: "Checking", bad: "Problem",
    lost: "The file was not taken.", lost_fix: "Open the page anew and choose the file again; it goes on from what has arrived.",
    cut: "Cut off", go_on: "Go on uploading", cut_at: (part) => (part ? `The upload was cut off at ${part}%.` : "There is no connection; nothing is uploaded yet."),
    cut_fix: "It goes on by itself once you are connected. Please keep this window open.",
    stopped: (name) => `The upload of ${name} was left unfinished.`, stopped_fix: "Choose the same file again and it goes on from what has arrived.",
    changed: "The file changed during the upload and cannot be read on.", changed_fix: "Please save and close the file, then choose it again.",
    out: "Your session is over; the file was not taken.", out_fix: "Sign in again and choose the file again; it goes on from what has arrived.",
    counted: (now, most) => `${now} of ${most} characters`, row: (number) => `Row ${number}`, won: "", eok: "", man: "",
    within_share: (share) => `Within ${share}`, over_share: (share) => `Above ${share}`,
    room: (amount) => `${amount} left to the limit`, over_cap: (amount) => `${amount} above the limit`,
    enough_cash: (least) => `At least ${least}`, below_cash: (least) => `Less than ${least}`,
    above_watched: (share) => `Above ${share}: an officer looks at it`,
    no_cash: "Computed once the private share is written", cash: (cash, kind) => `cash ${cash}, in kind ${kind}`,
  },
};

export const isEnglish = document.documentElement.lang.startsWith("en");
export const words = WORDS[isEnglish ? "en" : "ko"];
/** A {ko, en} pair of the server in the language of the page. */
export const said = (pair) => (pair ? pair[isEnglish ? "en" : "ko"] : "");
/** 14:03 in Seoul. */
export const clock = (instant, more = {}) =>
  new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Seoul", hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...more }).format(instant);

/** The same words as wording.remaining: "13일 3시간 57분", below a minute seconds. */
export function remaining(milliseconds) {
  const whole = Math.max(Math.floor(milliseconds / 1000), 0);
  const [days, hours] = [Math.floor(whole / 86400), Math.floor((whole % 86400) / 3600)];
  const minutes = Math.floor((whole % 3600) / 60);
  const one = (number, unit) => (isEnglish ? `${number} ${number === 1 ? unit.slice(0, -1) : unit}` : `${number}${unit}`);
  if (whole < 60) return one(whole, words.seconds);
  const parts = [one(hours, words.hours), one(minutes, words.minutes)];
  if (days) return [one(days, words.days), ...parts].join(" ");
  return (hours ? parts : parts.slice(1)).join(" ");
}

/** 5,800만원 beside the digits; in English with the currency. */
export function amountRead(amount) {
  if (isEnglish) return `KRW ${amount.toLocaleString("en")}`;
  const [eok, man, ones] = [Math.floor(amount / 1e8), Math.floor((amount % 1e8) / 1e4), amount % 1e4];
  const parts = [eok && `${eok.toLocaleString("en")}억`, man && `${man.toLocaleString("en")}만`, (ones || !amount) && ones.toLocaleString("en")];
  return `${parts.filter((part) => part || part === "0").join(" ")}원`;
}
