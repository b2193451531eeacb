"""The tables of the corpus: counted again by other means, and asked what people ask.

Where an early prototype had other numbers, these are right: it had no row for the 448 groups of adverse events (5,247
groups then, 5,695 now), and criteria were split a little differently (30,450 then, 30,500 now).
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import ctmodel
from ctmodel.tables import TABLES, write_parquet
from tests.tables.recount import COUNTS, recount

pytestmark = pytest.mark.corpus
duckdb = pytest.importorskip("duckdb")

Ask = Any


@pytest.fixture(scope="module")
def archive(corpus: Path) -> Path:
    return corpus / "ctgov_v2.zip"


@pytest.fixture(scope="module")
def con(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """A connection that has the tables of the corpus as views on Parquet files."""
    folder = tmp_path_factory.mktemp("parquet")
    write_parquet(ctmodel.read_many(archive), folder, only=[name for name in TABLES if name != "findings"])
    con = duckdb.connect()
    for file in sorted(folder.iterdir()):
        con.execute(f"create view {file.stem} as select * from read_parquet('{file}')")  # noqa: S608
    yield con
    con.close()


def of_list(name: str, text: str) -> str:
    return f"count(*), count(distinct {name}), coalesce(sum(length({text})), 0)"


#: What the counts of ``recount`` are in SQL.
SAME = {
    "trials": "count(*), sum(enrollment), count(distinct lead_sponsor), count(start_date), count(*) filter (start_date_precision = 'MONTH'),"
    " count(distinct phase), sum(minimum_age_number) filter (minimum_age_unit = 'years')",
    "trial_terms": "count(*), count(distinct term), count(*) filter (attribute = 'phases'), count(*) filter (attribute = 'removed_countries')",
    "identifiers": "count(*), count(distinct identifier), count(domain)",
    "sponsors": of_list("name", "class"),
    "conditions": of_list("condition", "condition"),
    "keywords": of_list("keyword", "keyword"),
    "mesh_terms": "count(*), count(*) filter (kind = 'CONDITION' and level = 'TERM'), count(distinct mesh_id)",
    "arms": of_list("label", "description"),
    "interventions": of_list("name", "description"),
    "intervention_names": of_list("other_name", "other_name"),
    "arm_interventions": "count(*), count(*) filter (said_by_arm), count(*) filter (said_by_intervention)",
    "outcomes": "count(*), count(*) filter (kind = 'PRIMARY'),"
    " sum(time_frame_days / 7) filter (regexp_full_match(trim(time_frame), '[0-9]+\\s+weeks?'))",
    "locations": "count(*), count(*) filter (status = 'RECRUITING'), count(distinct country), sum(latitude)",
    "officials": of_list("name", "affiliation"),
    "contacts": "count(*), count(*) filter (scope = 'CENTRAL'), count(distinct email)",
    "publications": "count(*), count(distinct pmid), sum(retractions)",
    "links": of_list("url", "label"),
    "ipd_documents": of_list("type", "url"),
    "documents": "count(*), sum(size), count(*) filter (has_sap)",
    "result_groups": "count(*), count(*) filter (module = 'OUTCOME'), count(*) filter (is_total)",
    "flow": "count(*), count(*) filter (kind = 'REASON'), sum(participants) filter (type = 'STARTED' and period_position = 0),"
    " sum(participants) filter (type = 'COMPLETED' and period_position = 0)",
    "baseline_measures": "count(*), count(distinct title), count(*) filter (param_type = 'MEAN')",
    "baseline_values": "count(*), count(value_number), sum(value_number), count(*) filter (value = 'NA'), count(*) filter (group_is_total), sum(denominator)",
    "outcome_measures": "count(*), count(distinct title), count(*) filter (param_type = 'MEAN')",
    "outcome_values": "count(*), count(value_number), sum(value_number), count(*) filter (value = 'NA'), count(*) filter (group_is_total), sum(denominator)",
    "denominators": "count(*), count(*) filter (level = 'BASELINE'), count(*) filter (level = 'OUTCOME_CLASS'), sum(count)",
    "analyses": "count(*), count(p_value_number), count(*) filter (p_value_comparator = '<'), sum(param_value_number)",
    "analysis_groups": "count(*), count(distinct group_id), count(distinct record)",
    "event_groups": "count(*), sum(deaths_affected), sum(deaths_at_risk), sum(serious_affected), sum(serious_at_risk), sum(other_affected)",
    "events": "count(*), sum(affected) filter (kind = 'SERIOUS'), sum(at_risk), count(*) filter (events is null), count(distinct term)",
    "registry_events": "count(*), count(*) filter (kind = 'UNPOSTED'), count(*) filter (kind = 'VIOLATION'), count(*) filter (kind = 'SUBMISSION')",
}


@pytest.fixture(scope="module")
def counts(archive: Path) -> dict[str, tuple[float, ...]]:
    return recount(str(archive))


def test_each_table_is_counted_again() -> None:
    assert set(SAME) == set(COUNTS) == set(TABLES) - {"criteria", "findings"}


@pytest.mark.parametrize("table", SAME)
def test_counts(con: Ask, counts: dict[str, tuple[float, ...]], table: str) -> None:
    found = con.execute(f"select {SAME[table]} from {table}").fetchone()  # noqa: S608
    assert len(found) >= 3
    assert found == pytest.approx(counts[table], rel=1e-12)


def test_criteria_are_slices_of_their_text(con: Ask) -> None:
    """No other splitter is there to compare with, so each row is compared with the text that it is cut from."""
    found = con.execute(
        """select count(*), count(distinct record), count(*) filter (length(slice) = end_position - start_position),
             count(*) filter (marker is null or contains(slice, marker) or marker = '*' and contains(lower(slice), '<li')),
             count(*) filter (contains(slice, regexp_extract(text, '[A-Za-z0-9]+')))
           from (select c.*, substring(eligibility_criteria, start_position + 1, end_position - start_position) slice
             from criteria c join trials using (record))"""
    ).fetchone()
    rows, records, *same = found
    assert same == [rows] * 3
    with_text = con.execute("select count(*) from trials where eligibility_criteria is not null").fetchone()[0]
    assert (rows, records, with_text) == (30_500, 1_839, 1_840)
    orphans = con.execute(
        """select count(*) from criteria c where parent_position is not null and not exists
             (select 1 from criteria p where p.record = c.record and p.position = c.parent_position and p.depth < c.depth)"""
    ).fetchone()[0]
    assert orphans == 0


#: What people ask, and the answer on the corpus.
QUESTIONS: dict[str, tuple[str, list[tuple[Any, ...]]]] = {
    "2: phases by list count trials of two phases twice": (
        "select term, count(*) from trial_terms where attribute = 'phases' and term in ('PHASE1', 'PHASE2') group by 1 order by 1",
        [("PHASE1", 337), ("PHASE2", 416)],
    ),
    "2: phases by text": (
        "select phase, count(*) from trials where phase in ('PHASE1', 'PHASE1/PHASE2') or phase is null or phase = 'NA' group by 1 order by 1",
        [("NA", 514), ("PHASE1", 218), ("PHASE1/PHASE2", 119), (None, 445)],
    ),
    "3: enrolment, actual and estimated apart": (
        "select phase, enrollment_type, median(enrollment) from trials where phase in ('PHASE2', 'PHASE3') and enrollment_type is not null"
        " group by 1, 2 order by 1, 2",
        [("PHASE2", "ACTUAL", 55), ("PHASE2", "ESTIMATED", 75), ("PHASE3", "ACTUAL", 211), ("PHASE3", "ESTIMATED", 376)],
    ),
    "9: one country, two names": (
        "select country, count(*) from locations where country like '%Korea%' or country like 'Turkey%' group by 1 order by 1",
        [("Korea, Republic of", 33), ("South Korea", 381), ("Turkey", 38), ("Turkey (Türkiye)", 168)],
    ),
    "16: arms of a trial": (
        "select n, count(*) from (select trials.record, count(label) n from trials left join arms using (record) where study_type = 'INTERVENTIONAL' group by 1)"
        " where n < 4 group by 1 order by 1",
        [(0, 32), (1, 335), (2, 680), (3, 165)],
    ),
    "18: age limits": (
        "select count(*) filter (minimum_age is null), count(*) filter (maximum_age is null),"
        " count(*) filter (maximum_age_days < 18 * 365.2425) from trials",
        [(111, 661, 191)],
    ),
    "21: sites that recruit now": (
        "select country, count(*), count(distinct record) filter (country = 'United States') from locations where status = 'RECRUITING'"
        " group by 1 order by 2 desc limit 3",
        [("United States", 1712, 232), ("China", 580, 0), ("France", 259, 0)],
    ),
    "25: days from completion to results, where both are full dates": (
        "select median(results_first_submit_date_earliest - primary_completion_date_earliest), count(*) from trials"
        " where has_results and primary_completion_date_precision = 'DAY'",
        [(364, 82)],
    ),
    "25: or at least and at most, where the month is all that is known": (
        "select median(results_first_submit_date_earliest - primary_completion_date_latest),"
        " median(results_first_submit_date_earliest - primary_completion_date_earliest), count(*)"
        " from trials where has_results and primary_completion_date_precision = 'MONTH'",
        [(700, 730, 79)],
    ),
    "27: registered late: certainly, perhaps": (
        "select count(*), count(*) filter (study_first_submit_date_earliest > start_date_latest),"
        " count(*) filter (study_first_submit_date_earliest > start_date_earliest),"
        " count(*) filter (study_first_submit_date_earliest - start_date_latest > 21)"
        " from trials where study_type = 'INTERVENTIONAL' and start_date_earliest >= '2005-07-01'",
        [(1349, 381, 457, 309)],
    ),
    "31: time frames that are one duration": (
        "select count(*), count(time_frame), count(time_frame_days), median(time_frame_days) from outcomes where kind = 'PRIMARY'",
        [(3889, 3859, 1221, 336)],
    ),
    "34: participants who started, and the actual enrolment": (
        "select count(*) filter (s = enrollment), count(*) filter (s < enrollment), count(*) filter (s > enrollment) from"
        " (select record, sum(participants) s from flow where type = 'STARTED' and period_position = 0 group by 1) join trials using (record)",
        [(141, 18, 2)],
    ),
    "35: drop-out in the first period": (
        "select sum(participants) filter (type = 'COMPLETED'), sum(participants) filter (type = 'STARTED') from flow"
        " where kind = 'MILESTONE' and period_position = 0",
        [(29_723, 35_724)],
    ),
    "35: all periods repeat people": ("select sum(participants) from flow where type = 'STARTED'", [(37_119,)]),
    "37: the sum of event rows, and of the totals of groups": (
        "select (select sum(affected) from events where kind = 'SERIOUS'), sum(serious_affected) from event_groups",
        [(4954, 3410)],
    ),
    "39: deaths": (
        "select sum(deaths_affected), sum(deaths_at_risk), count(deaths_affected), count(*) from event_groups", [(1608, 36_423, 293, 448)]
    ),
    "40: women, each once": (
        "select sum(w), count(*) from (select coalesce(sum(value_number) filter (group_is_total), sum(value_number)) w from baseline_values"
        " where measure_title = 'Sex: Female, Male' and category = 'Female' group by record)",
        [(18_427, 157)],
    ),
    "43: p-values of primary outcomes": (
        "select count(p_value_number), count(p_value_bound), count(*) filter (p_value_number < 0.05),"
        " count(*) filter (coalesce(p_value_number, case when p_value_comparator in ('<', '<=') then p_value_bound end) <= 0.05)"
        " from analyses where measure_type = 'PRIMARY'",
        [(57, 26, 29, 56)],
    ),
    "49: exclusion of pregnancy": (
        "select count(distinct trial_id), count(*) from criteria where kind = 'exclusion' and regexp_matches(text, '(?i)pregnan')", [(895, 972)]
    ),
}  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS)
def test_questions(con: Ask, question: str) -> None:
    query, answer = QUESTIONS[question]
    assert con.execute(query).fetchall() == answer


def test_denominators_by_level(con: Ask) -> None:
    for table, expected in (
        ("outcome_values", {"CLASS": 7571, "MEASURE": 10_788}),
        ("baseline_values", {"CLASS": 1105, "MODULE": 5374}),
    ):
        assert dict(con.execute(f"select denominator_level, count(*) from {table} group by 1").fetchall()) == expected  # noqa: S608


def test_counts_of_participants_are_not_above_their_denominators(con: Ask) -> None:
    query = "select count(*), count(*) filter (value_number > denominator) from {} where param_type = 'COUNT_OF_PARTICIPANTS'"
    found = [con.execute(query.format(table)).fetchone() for table in ("outcome_values", "baseline_values")]
    assert found == [(7413, 0), (4910, 0)]


def test_no_empty_text_no_double_key(con: Ask) -> None:
    for name, table in TABLES.items():
        if name == "findings":
            continue
        empty = " or ".join(f"{column.name} = ''" for column in table.columns if column.type == "string")
        assert con.execute(f"select count(*) from {name} where {empty}").fetchone() == (0,)  # noqa: S608
        names = {column.name for column in table.columns}
        key = ", ".join(["record", "pointer", *sorted(names & {"position", "date_kind"})])
        rows, keys = con.execute(f"select count(*), count(distinct ({key})) from {name}").fetchone()  # noqa: S608
        assert rows == keys, name
