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

UN_AS_PUBLISHED = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:noNamespaceSchemaLocation="https://lists.example/en/consolidated.xsd" dateGenerated="2026-11-01T10:00:00.000Z">
  <INDIVIDUALS>
    <INDIVIDUAL>
      <DATAID>7700001</DATAID>
      <VERSIONNUM>1</VERSIONNUM>
      <FIRST_NAME>PAE</FIRST_NAME>
      <SECOND_NAME>TU-CHIN</SECOND_NAME>
      <THIRD_NAME/>
      <UN_LIST_TYPE>DPRK</UN_LIST_TYPE>
      <REFERENCE_NUMBER>KPi.911</REFERENCE_NUMBER>
      <LISTED_ON>2016-03-02</LISTED_ON>
      <NAME_ORIGINAL_SCRIPT>배두진; 裵斗鎭</NAME_ORIGINAL_SCRIPT>
      <GENDER>Male</GENDER>
      <COMMENTS1>An invented man.</COMMENTS1>
      <TITLE><VALUE>Colonel</VALUE></TITLE>
      <DESIGNATION><VALUE>Trade representative</VALUE><VALUE>Director</VALUE></DESIGNATION>
      <NATIONALITY><VALUE>Democratic People's Republic of Korea</VALUE></NATIONALITY>
      <LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE>
      <LAST_DAY_UPDATED><VALUE>2017-06-02</VALUE><VALUE>2018-03-30</VALUE></LAST_DAY_UPDATED>
      <INDIVIDUAL_ALIAS>
        <QUALITY>Good</QUALITY>
        <ALIAS_NAME>Bae Du Jin</ALIAS_NAME>
      </INDIVIDUAL_ALIAS>
      <INDIVIDUAL_ALIAS>
        <QUALITY>a.k.a.</QUALITY>
        <ALIAS_NAME>Pai  Tu-jin</ALIAS_NAME>
        <NOTE/>
      </INDIVIDUAL_ALIAS>
      <INDIVIDUAL_ALIAS>
        <ALIAS_NAME>The Agent</ALIAS_NAME>
      </INDIVIDUAL_ALIAS>
      <INDIVIDUAL_ALIAS>
        <QUALITY/>
        <ALIAS_NAME/>
      </INDIVIDUAL_ALIAS>
      <INDIVIDUAL_ALIAS/>
      <INDIVIDUAL_ADDRESS><COUNTRY/></INDIVIDUAL_ADDRESS>
      <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1966-08-27</DATE></INDIVIDUAL_DATE_OF_BIRTH>
      <INDIVIDUAL_PLACE_OF_BIRTH/>
      <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>1</NUMBER></INDIVIDUAL_DOCUMENT>
      <SORT_KEY/>
      <SORT_KEY_LAST_MOD/>
    </INDIVIDUAL>
  </INDIVIDUALS>
  <ENTITIES>
    <ENTITY>
      <DATAID>7700002</DATAID>
      <VERSIONNUM>1</VERSIONNUM>
      <FIRST_NAME>OVERSEAS GRAIN BANK (OGB)
      </FIRST_NAME>
      <UN_LIST_TYPE>DPRK</UN_LIST_TYPE>
      <REFERENCE_NUMBER>KPe.911</REFERENCE_NUMBER>
      <LISTED_ON>2017-08-05</LISTED_ON>
      <COMMENTS1>An invented bank.</COMMENTS1>
      <LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE>
      <LAST_DAY_UPDATED><VALUE/></LAST_DAY_UPDATED>
      <ENTITY_ALIAS>
        <QUALITY>f.k.a.</QUALITY>
        <ALIAS_NAME>Grain Exchange House</ALIAS_NAME>
      </ENTITY_ALIAS>
      <ENTITY_ALIAS>
        <QUALITY/>
        <ALIAS_NAME/>
      </ENTITY_ALIAS>
      <ENTITY_ADDRESS><STREET>Grain Building</STREET><CITY>Pyongyang</CITY><COUNTRY>DPRK</COUNTRY></ENTITY_ADDRESS>
      <SORT_KEY/>
      <SORT_KEY_LAST_MOD/>
    </ENTITY>
  </ENTITIES>
</CONSOLIDATED_LIST>
"""
"""Every element that the UN's schema has for an entry, empty ones too, indented as it comes."""

MERGED = "UN Security Council Consolidated Sanctions;Example Domestic List"
COLLECTION = "\n".join(
    [
        HEAD,
        # Merged with other publishers' entries, and known by a number of OpenSanctions' own.
        line(
            "NK-aaaa",
            "Person",
            "Pae Tu-chin",
            more='"Pae; Tu-chin";배두진;The Agent;PAE TU CHIN',
            ids="1;P-2",
            why="DPRK - 2016-03-02;Executive Order - an agent of the DPRK - 2016",
            of=MERGED,
        ),
        line("NK-bbbb", "Company", "Overseas Grain Bank", more="Grain Bank of Pyongyang;OGB"),
        line(
            "un-1718-cccc",
            "Vessel",
            "M/V TAE YANG 6",
            more="Tae Yang 6 (Sun Star)",
            ids="445000111;HMYX7;IMO9074729",
            why="Paragraph 12 (d) of resolution 2321 (2016) - 2018-03-30",
            of=VESSEL_LIST,
        ),
        line("NK-dddd", "Vessel", "Other Ship", ids="IMO8814275", why="Executive Order", of="Example Domestic List"),
    ]
)
"""OpenSanctions' table as a collection has it."""
