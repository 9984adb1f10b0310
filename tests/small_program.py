"""A small program of another kind: what pages show of it can come from nowhere but its own folder."""

from pathlib import Path

FOLDER = """
key = "orchard-2031"
version = 1
number_prefix = "OR31"
legal_basis = { clause = "C-1", ko = "과수원 조례 제3조", en = "Orchard Bylaw, Article 3" }
notice_number = { clause = "C-1", ko = "제31-7호", en = "No. 31-7" }
title = { clause = "C-1", ko = "마을 과수원 되살리기", en = "Orchard Revival" }
short_title = { clause = "C-1", ko = "과수원", en = "Orchards" }
issuer = { clause = "C-1", ko = "푸른군수", en = "Mayor of Pureun" }
prevails = { clause = "C-1", ko = "원문이 먼저입니다.", en = "The original prevails." }

[[purpose]]
clause = "C-1"
ko = "묵은 과수원을 되살립니다."
en = "Old orchards live again."

[[versions]]
version = 1
kind = "notice"
issued_on = 2031-03-03
clause = "C-1"
reason = { ko = "처음", en = "First" }

[[role]]
key = "adopter"
clause = "C-1"
applying = { ko = "농가", en = "Farm" }
selected = { ko = "농가", en = "Farm" }
duty = { ko = "나무를 돌봅니다.", en = "Looks after the trees." }

[[role]]
key = "supplier"
clause = "C-1"
applying = { ko = "나무의사", en = "Tree doctor" }
selected = { ko = "나무의사", en = "Tree doctor" }
duty = { ko = "나무를 고칩니다.", en = "Heals the trees." }

[[body]]
key = "agency"
clause = "C-1"
label = { ko = "맡은 곳", en = "In charge" }
name = { ko = "과수원지원단", en = "Orchard Office" }
duties = [{ ko = "농가를 고릅니다.", en = "Chooses farms." }]

[[chapter]]
key = "가"
label = { ko = "알리는 말", en = "What it is" }
shows = ["bodies", "stages"]
[[chapter.paragraph]]
clause = "C-1"
ko = "아홉 농가를 돕습니다."
en = "Nine farms are helped."

[[clause]]
id = "C-1"
chapter = "가"
title = { ko = "모든 것", en = "All of it" }
words = { ko = "과수원을 되살립니다.", en = "Orchards are revived." }

[[operator]]
key = "guild"
clause = "C-1"
name = { ko = "과수조합", en = "Growers' Guild" }
phones = ["031-555-0101"]
email = "guild@example.kr"
answers = { ko = "신청", en = "Applications" }

[[contact]]
key = "office"
clause = "C-1"
subject = { ko = "무엇이든", en = "Anything" }
organisation = { ko = "과수원지원단", en = "Orchard Office" }
phones = ["031-555-0100"]
where = ["footer"]

[window.application]
clause = "C-1"
label = { ko = "신청", en = "Applications" }
opens = 2024-04-10T09:00:00+09:00
closes = 2024-05-10T00:00:00+09:00
sharp = true

[moment]

[[stage]]
key = "application"
clause = "C-1"
label = { ko = "신청", en = "Application" }
who = { ko = "농가", en = "Farm" }
says = { ko = "농가가 신청합니다.", en = "Farms apply." }
when = { ko = "봄", en = "spring" }
window = "application"
adjustable = false

[[places]]
clause = "C-1"
places = 9

[[track]]
key = "one"
letter = "O"
clause = "C-1"
label = { ko = "되살리기", en = "Revival" }
says = { ko = "나무를 살립니다.", en = "Saves trees." }
who_may = { ko = "농가", en = "Farms" }
call = { ko = "모두", en = "open" }
cap = { value = 7000000, clause = "C-1" }
share = { value = "3/4", clause = "C-1" }
period_months = { value = 3, clause = "C-1" }
extension_months = { value = 0, clause = "C-1" }
extensions = { value = 0, clause = "C-1" }

[[type]]
key = "apple"
clause = "C-1"
label = { ko = "사과", en = "Apples" }
work = { ko = "사과나무", en = "Apple trees" }
examples = [{ ko = "가지치기", en = "Pruning" }]

[[combination]]
track = "one"
type = "apple"
clause = "C-1"
places = 9

[money]
clause = "C-1"
least_cash = { value = "1/5", clause = "C-1" }
vat = { clause = "C-1", ko = "세금은 뺍니다.", en = "Without tax." }
held_per = { value = "company", clause = "C-1", ko = "농가마다", en = "For each farm" }
[money.field]
government = { ko = "군 지원금", en = "Support" }
cash = { ko = "현금", en = "Cash" }
in_kind = { ko = "품", en = "Labour" }
total = { ko = "모두", en = "Total" }

[consortium]
clause = "C-1"
least_suppliers = { value = 1, clause = "C-1" }
most_suppliers = { value = 1, clause = "C-1" }
most_adopters = { value = 1, clause = "C-1" }
one_plan = { clause = "C-1", ko = "신청마다 한 부", en = "One for each application" }
one_place = { clause = "C-1", ko = "한 자리", en = "One place" }
operator_choice = { clause = "C-1", ko = "조합이 맡습니다.", en = "The guild." }

[[paper]]
slot = "photo"
number = "1"
clause = "C-1"
label = { ko = "나무 사진", en = "Photographs" }
roles = ["adopter", "supplier"]
kind = "upload"
form = "sheet"

[[section]]
key = "farm"
role = "adopter"
clause = "C-1"
label = { ko = "농가", en = "Farm" }
says = { ko = "농가를 적어 주세요.", en = "About the farm." }
[[section.question]]
key = "farm-title"
kind = "text"
max_length = 60
names_task = true
clause = "C-1"
label = { ko = "이름은 무엇인가요?", en = "What is it called?" }
hint = { ko = "짧게", en = "Short" }

[[form]]
key = "sheet"
clause = "C-1"
number = { ko = "쪽지 1", en = "Sheet 1" }
title = { ko = "나무 목록", en = "List of trees" }
what = { ko = "나무를 적습니다.", en = "For the trees." }
kind = "written"
where = "application"
[[form.part]]
label = { ko = "나무", en = "Trees" }
field = [{ number = "1", label = { ko = "그루", en = "How many" } }]

[[manual]]
key = "walk"
clause = "C-1"
title = { ko = "신청하는 법", en = "How to apply" }
what = { ko = "한 장", en = "One page" }
[[manual.step]]
label = { ko = "가기", en = "Go" }
says = { ko = "갑니다.", en = "Go there." }

[[post]]
key = "spring"
clause = "C-1"
posted_at = 2024-04-10T09:00:00+09:00
kind = "notice"
title = { ko = "봄 공고", en = "Spring notice" }
text = [{ ko = "시작합니다.", en = "It begins." }]
"""
EMPTY = ("requirement", "consent", "faq", "menu")


def written(folder: Path) -> Path:
    """The program as a folder below ``folder``."""
    place = folder / "orchard-2031"
    place.mkdir()
    nothing = "\n".join(f"{key} = []" for key in EMPTY)
    text = f"{nothing}\nrules = {{}}\nroom = {{}}\n{FOLDER}"
    (place / "program.toml").write_text(text, encoding="utf-8")
    return place
