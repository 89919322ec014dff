"""News that never happened, as much of it as wanted, the same in every run: most of it ordinary, some worth an alert.

Names are made of syllables, so that no two stories share more than the plain words of their kind.
"""


def _words(text: str) -> list[str]:
    return [" ".join(word.split()) for word in text.split(";")]


_FIRST = _words(
    """
    Kar; Bel; Ost; Vym; Tor; Zal; Mir; Dun; Gor; Lev; Ruk; Nad; Pel; Sov; Hul; Yar; Fen; Chi; Jov; Wes
    """
)
_MIDDLE = _words(
    """
    vo; li; ma; ra; ten; ki; ber; sho; gu; na; du; ro; vi; ze; pa
    """
)
_LAST = _words(
    """
    nsk; ria; bad; ton; mir; dovo; gar; lin; sk; pur
    """
)
_TRADES = _words(
    """
    loggers; welders; seamstresses; fishermen; bricklayers; plasterers; tailors; miners; carpenters; cooks;
    programmers; nurses; waitresses; painters; roofers; electricians; fitters; stonemasons; weavers; pickers
    """
)
_PLACES_OF_WORK = _words(
    """
    sawmill; dockyard; fish cannery; tannery; stadium; clinic; hotel; greenhouse farm; cement works; brick kiln;
    coal pit; railway depot; shopping arcade; knitwear mill; quarry; tower block; bakery; airport terminal; car
    plant; sugar refinery; apple orchard; tile factory; museum wing; water main
    """
)
_ARMS = _words(
    """
    mortar rounds; rifle grenades; howitzer barrels; anti-tank missiles; rocket launchers; artillery shells;
    machine guns; ballistic missiles; tank shells; cluster munitions; pistols; air-defence missiles; multiple
    rocket launchers
    """
)
_KNOWLEDGE = _words(
    """
    gyroscopes; missile guidance chips; centrifuge bearings; satellite cameras; reactor valves; turbopump seals;
    machine tools; carbon fibre; submarine sonar; drone engines; maraging steel; vacuum pumps; rocket nozzles;
    solid-fuel mixers; spectrometers; heat-shield resin
    """
)
_SAYERS = _words(
    """
    a union official; customs officers; a diplomat; the coast guard; a former foreman; prosecutors; a UN panel;
    the local governor; a lawmaker; an aid group; the national intelligence service; a labour inspector; port
    records; a shipping analyst; leaked invoices; a retired general
    """
)
_ORDINARY = (
    (
        "{a} council votes on tram line",
        "The council of {a} voted to extend tram line {n} to {b}. Work takes {m} months.",
    ),
    ("{a} wins against {b}", "{a} beat {b} by {m} goals in front of {n} visitors. The return match is in spring."),
    ("Storm closes road to {a}", "The road from {b} to {a} stays closed after the storm; {n} houses had no power."),
    ("Good wheat harvest in {a}", "Farmers around {a} brought in {n} tons of wheat, the chamber in {b} said."),
    ("Museum in {a} shows old maps", "The museum of {a} shows {n} maps from the archive of {b} until autumn."),
    ("{a} opens swimming hall", "After {m} years of repairs {a} opened its swimming hall; {n} children came from {b}."),
    ("Snow in Pyongyang", "{n} people cleared snow in Pyongyang, state radio said; trains from {a} and {b} ran late."),
    ("Chess: {a} ahead of {b}", "After round {m} the club of {a} leads the table with {n} points before {b}."),
    (
        "Seoul shows pottery of {a}",
        "An exhibition in Seoul has {n} bowls from {a}; {b} tells of {m} years at the wheel.",
    ),
    ("Bank of {a} leaves rate alone", "The bank of {a} left its rate alone for {m} months; economists of {b} agreed."),
)


def name(number: int) -> str:
    """One of 3,000 names; a neighbour shares no syllable with it."""
    first, rest = number % len(_FIRST), number // len(_FIRST) + number
    return _FIRST[first] + _MIDDLE[rest % len(_MIDDLE)] + _LAST[(rest // len(_MIDDLE) + first) % len(_LAST)]


def _of(words: list[str], number: int, step: int) -> str:
    return words[(number * step + number // len(words)) % len(words)]


def worthy(number: int) -> tuple[str, str]:
    """Title and text of the n-th event that is worth an alert: labour, arms and technology in turn."""
    place, firm, person, port = (name(number * 4 + part) for part in range(4))
    sayer, count = _of(_SAYERS, number, 5), 40 + number * 7 % 900
    # The number of the case tells like reports apart, as that of a package of sanctions or of a round of talks does.
    case = f"case no. {number + 1}"
    if number % 3 == 0:
        trade, site = _of(_TRADES, number, 7), _of(_PLACES_OF_WORK, number, 11)
        title = f"North Korea sent {count} workers to {site} in {place}, {case}"
        text = (
            f"North Korea sent {count} workers, {trade} among them, to the {site} of {firm} in {place}, {sayer} said. "
            f"Their wages go to Pyongyang through {person}, who brought the North Korean workers from {port}."
        )
    elif number % 3 == 1:
        arms = _of(_ARMS, number, 5)
        title = f"North Korea sold {count} {arms} to {place}, {case}"
        text = (
            f"North Korea shipped {count} {arms} to the army of {place}, {sayer} said. "
            f"The {firm} carried the North Korean weapons from {port}; {person} signed for them."
        )
    else:
        goods = _of(_KNOWLEDGE, number, 5)
        title = f"{firm} sold missile technology to North Korea, {case}"
        text = (
            f"{firm} of {place} sold missile technology to North Korea, among it {count} {goods}, {sayer} said. "
            f"{person} had hidden the parts in {port} on their way to Pyongyang."
        )
    return title, text


def ordinary(number: int) -> tuple[str, str]:
    """Title and text of the n-th item that nobody needs to hear of."""
    title, text = _ORDINARY[number % len(_ORDINARY)]
    words = {"a": name(number * 2 + 1), "b": name(number * 2), "n": number + 20, "m": number % 17 + 3}
    return title.format(**words), text.format(**words)
