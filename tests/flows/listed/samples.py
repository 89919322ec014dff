"""Small lists in the formats of their publishers. All names, numbers and ids are invented."""

UN = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2026-11-01T10:00:00Z">
<INDIVIDUALS>
<INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>RI</FIRST_NAME><SECOND_NAME>TONG-SOK</SECOND_NAME>
<UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPi.901</REFERENCE_NUMBER>
<NAME_ORIGINAL_SCRIPT>리동석</NAME_ORIGINAL_SCRIPT>
<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Pak Il Chan</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Uncle Tong</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS></INDIVIDUAL>
<INDIVIDUAL><DATAID>2</DATAID><FIRST_NAME>Kim</FIRST_NAME><SECOND_NAME>Chol</SECOND_NAME>
<UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPi.902.</REFERENCE_NUMBER></INDIVIDUAL>
<INDIVIDUAL><DATAID>3</DATAID><FIRST_NAME>SOMEBODY</FIRST_NAME><SECOND_NAME>ELSE</SECOND_NAME>
<UN_LIST_TYPE>Example</UN_LIST_TYPE><REFERENCE_NUMBER>XXi.001</REFERENCE_NUMBER></INDIVIDUAL>
</INDIVIDUALS>
<ENTITIES>
<ENTITY><DATAID>4</DATAID><FIRST_NAME>KOREA SILVER HERON TRADING CORPORATION</FIRST_NAME>
<UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPe.901</REFERENCE_NUMBER>
<ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>KOSHET; Silver Heron; SHT</ALIAS_NAME></ENTITY_ALIAS>
<ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>Grey Heron Bureau</ALIAS_NAME></ENTITY_ALIAS>
<ENTITY_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Heron House</ALIAS_NAME></ENTITY_ALIAS></ENTITY>
<ENTITY><DATAID>5</DATAID><UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPe.902</REFERENCE_NUMBER></ENTITY>
<ENTITY><DATAID>6</DATAID><FIRST_NAME>BUREAU 909 &amp; SONS/TONGSAN</FIRST_NAME>
<UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPe.903</REFERENCE_NUMBER></ENTITY>
</ENTITIES></CONSOLIDATED_LIST>"""

HEAD = (
    '"id","schema","name","aliases","birth_date","countries","addresses","identifiers","sanctions","phones","emails",'
    '"dataset","first_seen","last_seen","last_change"'
)
UN_LIST = "UN Security Council Consolidated Sanctions"
VESSEL_LIST = "UNSC 1718 Designated Vessels List"


def line(ident: str, schema: str, name: str, *, more: str = "", ids: str = "", why: str = "", of: str = UN_LIST) -> str:
    """A line of OpenSanctions' table."""
    cells = [ident, schema, name, more, "", "kp", "", ids, why or "DPRK - 2016-03-02", "", "", of, "", "", "2026-10-01"]
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)


TABLE = "\n".join(
    [
        HEAD,
        line(
            "x-1",
            "Vessel",
            "Blue Crane",
            more="Crane 9;Tae Paek 2",
            ids="IMO9074729;445123456",
            of=VESSEL_LIST,
            why="1718",
        ),
        line("x-2", "Vessel", "Sora", ids="8814275;9999999", of=VESSEL_LIST, why="1718"),
        line("x-3", "Company", "Northern Lantern Co., Ltd.", more='Lantern;"Lantern; Tower Bank"', ids="KPe.904"),
        line("x-4", "Person", "Tsoi Yulian Marat"),
        line("x-5", "Person", "Other Regime Person", why="Example - 2020"),
        line("x-6", "Company", "Other Publisher Ltd", of="Example Domestic List"),
        line("x-7", "Address", "1 Example Street"),
    ]
)
