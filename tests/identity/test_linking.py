"""Which records are linked, and with which grade: the traps that other tools fell into, too."""

from collections.abc import Iterator

import pytest

import ctmodel
from ctmodel.identity import Grade, Member
from tests.identity.making import (
    CERTAIN,
    CONFLICT,
    HINT,
    PROBABLE,
    evidence,
    groups,
    links,
    nct,
    other,
    partition,
)

CTIS = "CTIS"
EUCTR = "EU Clinical Trials Register"


class TestGroups:
    def test_a_record_without_links_is_a_group_of_one(self) -> None:
        (group,) = groups(nct("NCT00000102"))
        assert group.members == (Member(0, "ClinicalTrials.gov", "NCT00000102", "ctgov-v2"),)
        assert group.links == ()

    def test_nothing_is_in_nothing(self) -> None:
        assert groups() == []

    def test_groups_come_in_the_order_of_their_first_records(self) -> None:
        trials = [nct("NCT00000102"), nct("NCT00000103"), nct("NCT00000102"), nct("NCT00000104"), nct("NCT00000103")]
        assert partition(*trials) == [[0, 2], [1, 4], [3]]

    def test_trials_are_read_once_and_not_kept(self) -> None:
        import gc
        import weakref

        alive: weakref.WeakSet[object] = weakref.WeakSet()

        class Text(str):
            pass

        def trials() -> "Iterator[ctmodel.Trial]":
            for index in range(1, 50):
                text = Text(f"NCT{index + 100:08}")
                alive.add(text)
                yield nct(text)

        found = ctmodel.link(trials())
        assert len(list(found)) == 49
        gc.collect()
        assert len(alive) == 0

    def test_members_of_other_registries(self) -> None:
        ((member,),) = (group.members for group in groups(other("EUCTR2004-000119-24-DE", register=EUCTR)))
        assert member == Member(0, "EU Clinical Trials Register", "2004-000119-24", "ictrp-xml")

    def test_a_draft_has_no_number(self) -> None:
        ((member,),) = (group.members for group in groups(nct(None, "ISRCTN17973604")))
        assert member == Member(0, None, None, "ctgov-v2")

    def test_grades(self) -> None:
        assert [grade for grade in Grade if grade.joins] == [CERTAIN, PROBABLE]


class TestOneRecord:
    """Copies and versions are one record."""

    def test_the_same_number(self) -> None:
        trials = nct("NCT00000102"), other("nct 00000102", register="ClinicalTrials.gov")
        assert partition(*trials) == [[0, 1]]
        assert evidence(*trials) == ["certain: same number, NCT00000102"]

    def test_countries_of_one_eudract_number(self) -> None:
        # OpenTrials took 7 such records for 14.
        countries = [
            other(f"EUCTR2004-000119-24-{country}", register=EUCTR) for country in ("DE", "FR", "Outside-EU/EEA")
        ]
        assert partition(*countries) == [[0, 1, 2]]
        assert links(*countries) == [(0, 1, CERTAIN), (0, 2, CERTAIN)]

    def test_submissions_of_one_ctis_number(self) -> None:
        trials = [other(f"CTIS2022-500024-30-{suffix}", register=CTIS) for suffix in ("00", "01")]
        assert partition(*trials) == [[0, 1]]
        assert evidence(*trials) == ["certain: 2022-500024-30-00 and 2022-500024-30-01 differ only in the resubmission"]

    def test_a_submission_that_is_named_is_the_trial(self) -> None:
        trials = other("CTIS2022-500024-30-01", register=CTIS), nct("NCT00000102", "2022-500024-30")
        assert links(*trials) == [(0, 1, PROBABLE)]

    def test_other_ctis_numbers_with_the_same_suffix_are_other_trials(self) -> None:
        trials = [other(f"CTIS2022-50002{digit}-30-00", register=CTIS) for digit in "45"]
        assert partition(*trials) == [[0], [1]]

    def test_obsolete_nct_numbers(self) -> None:
        trials = nct("NCT00000102"), nct("NCT00000103", aliases=["NCT00000102"])
        assert partition(*trials) == [[0, 1]]
        assert evidence(*trials) == ["certain: NCT00000103 names NCT00000102 as its former number (nct_id_aliases[0])"]

    def test_obsolete_numbers_of_obsolete_numbers(self) -> None:
        trials = (
            nct("NCT00000102"),
            nct("NCT00000103", aliases=["NCT00000102"]),
            nct("NCT00000104", aliases=["NCT00000102", "NCT00000103"]),
        )
        assert partition(*trials) == [[0, 1, 2]]
        assert links(*trials) == [(0, 1, CERTAIN), (0, 2, CERTAIN)]
        trials = (
            nct("NCT00000102"),
            nct("NCT00000103", aliases=["NCT00000102"]),
            nct("NCT00000104", aliases=["NCT00000103"]),
        )
        assert evidence(*trials)[1] == "certain: NCT00000102 and NCT00000104 are connected by former numbers"

    def test_a_former_number_that_two_trials_claim_joins_nothing(self) -> None:
        trials = (
            nct("NCT00000102"),
            nct("NCT00000103", aliases=["NCT00000102"]),
            nct("NCT00000104", aliases=["NCT00000102"]),
        )
        assert partition(*trials) == [[0], [1], [2]]
        assert links(*trials) == [(0, 1, CONFLICT), (0, 2, CONFLICT)]

    def test_a_transitioned_trial(self) -> None:
        trials = (
            other("EUCTR2004-000119-24-DE", register=EUCTR),
            other("CTIS2022-500024-30-00", "2004-000119-24", register=CTIS),
        )
        assert partition(*trials) == [[0, 1]]
        assert evidence(*trials) == [
            "certain: 2022-500024-30-00 names 2004-000119-24 as its former number (secondary_ids[1].id)"
        ]

    def test_a_former_number_is_as_good_as_the_own(self) -> None:
        trials = other("CTIS2022-500024-30-00", "2004-000119-24", register=CTIS), nct("NCT00000102", "2004-000119-24")
        assert evidence(*trials) == [
            "probable: NCT00000102 names 2004-000119-24 (secondary_ids[0].id), a number of 2022-500024-30-00"
        ]

    def test_a_ctis_record_with_several_eudract_numbers_replaces_none(self) -> None:
        trials = (
            other("CTIS2022-500024-30-00", "2004-000119-24; 2005-000119-24", register=CTIS),
            other("EUCTR2004-000119-24-DE", register=EUCTR),
            other("EUCTR2005-000119-24-DE", register=EUCTR),
        )
        assert partition(*trials) == [[0], [1], [2]]
        assert links(*trials) == [(0, 1, CONFLICT), (0, 2, CONFLICT)]

    @pytest.mark.parametrize("number", ["NCT00000000", "NCT", "NCT0001", "TBD"])
    def test_what_is_not_a_number_joins_nothing(self, number: str) -> None:
        # OpenTrials joined strangers by numbers of zeros (#428).
        assert partition(nct(number), nct(number)) == [[0], [1]]

    def test_numbers_of_unknown_registries(self) -> None:
        trials = [other("XYZ-2020-17", register="A new registry") for _ in range(2)]
        assert partition(*trials) == [[0, 1]]
        assert partition(trials[0], other("XYZ-2020-17", register="Another")) == [[0], [1]]
        assert groups(trials[0])[0].members[0].registry == "A new registry"


class TestSharedNumbers:
    def test_one_side(self) -> None:
        trials = nct("NCT01727609"), other("ISRCTN76463425", "NCT01727609", register="ISRCTN")
        assert partition(*trials) == [[0, 1]]
        assert evidence(*trials) == ["probable: ISRCTN76463425 names NCT01727609 (secondary_ids[1].id)"]

    def test_both_sides(self) -> None:
        trials = nct("NCT01727609", "ISRCTN76463425"), other("ISRCTN76463425", "NCT01727609", register="ISRCTN")
        assert links(*trials) == [(0, 1, CERTAIN)]

    def test_a_second_shared_number(self) -> None:
        trials = (
            nct("NCT01727609", "2004-000119-24"),
            other("ISRCTN76463425", "NCT01727609; 2004-000119-24", register="ISRCTN"),
        )
        assert evidence(*trials) == [
            "certain: NCT01727609 and ISRCTN76463425 name 2004-000119-24 (secondary_ids[0].id; secondary_ids[2].id); "
            "ISRCTN76463425 names NCT01727609 (secondary_ids[1].id)"
        ]

    def test_the_same_number_twice_is_one_number(self) -> None:
        trials = nct("NCT01727609"), other("ISRCTN76463425", "NCT01727609", "nct 01727609", register="ISRCTN")
        assert links(*trials) == [(0, 1, PROBABLE)]

    @pytest.mark.parametrize("number", ["U1111-1131-4384", "2004-000119-24"])
    def test_a_third_number(self, number: str) -> None:
        trials = nct("NCT01727609", number), other("ISRCTN76463425", number, register="ISRCTN")
        assert links(*trials) == [(0, 1, PROBABLE)]

    def test_a_eudract_number_on_two_nct_records(self) -> None:
        trials = nct("NCT00000102", "2004-000119-24"), nct("NCT00000103", "2004-000119-24")
        assert partition(*trials) == [[0], [1]]
        assert evidence(*trials) == [
            "conflict: 2004-000119-24 is on 2 records of ClinicalTrials.gov, so it joins nothing"
        ]
        first, second = groups(*trials)
        assert first.links == second.links

    def test_the_owner_of_a_number_in_conflict_is_not_joined(self) -> None:
        trials = (
            nct("NCT00000102", "2004-000119-24"),
            nct("NCT00000103", "2004-000119-24"),
            other("EUCTR2004-000119-24-DE", register=EUCTR),
        )
        assert partition(*trials) == [[0], [1], [2]]
        assert links(*trials) == [(0, 1, CONFLICT), (0, 2, CONFLICT)]

    def test_several_nct_records_with_one_isrctn_number_that_names_one_of_them(self) -> None:
        # OpenTrials made one trial of these (#627).
        trials = (
            nct("NCT00000102", "ISRCTN13889738"),
            nct("NCT00000103", "ISRCTN13889738"),
            nct("NCT00000104", "ISRCTN13889738"),
            other("ISRCTN13889738", "NCT00000103", register="ISRCTN"),
        )
        assert partition(*trials) == [[0], [1, 3], [2]]
        assert (1, 3, PROBABLE) in links(*trials)
        assert {(0, 1, CONFLICT), (0, 2, CONFLICT)} <= set(links(*trials))

    def test_copies_are_one_record_in_a_conflict(self) -> None:
        trials = (
            nct("NCT00000102", "2004-000119-24"),
            nct("NCT00000102", "2004-000119-24"),
            other("EUCTR2004-000119-24-DE", register=EUCTR),
        )
        assert partition(*trials) == [[0, 1, 2]]

    def test_a_record_with_numbers_of_two_registries_is_of_both(self) -> None:
        trials = (
            other("EUCTR2004-000119-24-DE", register=EUCTR),
            other("CTIS2022-500024-30-00", "2004-000119-24; U1111-1131-4384", register=CTIS),
            other("CTIS2022-500025-30-00", "U1111-1131-4384", register=CTIS),
        )
        assert partition(*trials) == [[0, 1], [2]]
        assert links(*trials) == [(0, 1, CERTAIN), (0, 2, CONFLICT)]

    def test_an_nct_number_on_another_nct_record(self) -> None:
        trials = nct("NCT07115953"), nct("NCT05198674", "SPYRAL SWFYT (NCT07115953)")
        assert links(*trials) == [(0, 1, CONFLICT)]

    def test_no_chain_joins_two_records_of_one_registry(self) -> None:
        trials = (
            nct("NCT00000102"),
            other("ISRCTN76463425", "NCT00000102; U1111-1131-4384", register="ISRCTN"),
            other("ACTRN12622001013752", "NCT00000103; U1111-1131-4384", register="ANZCTR"),
            nct("NCT00000103"),
        )
        assert partition(*trials) == [[0], [1], [2], [3]]
        assert {grade for _, _, grade in links(*trials)} == {CONFLICT}
        assert "all such links together would join 2 records of ClinicalTrials.gov" in evidence(*trials)[0]

    def test_certain_links_outlive_probable_ones_that_contradict_them(self) -> None:
        trials = (
            nct("NCT00000102", "ISRCTN76463425"),
            other("ISRCTN76463425", "NCT00000102; NCT00000103", register="ISRCTN"),
            nct("NCT00000103"),
        )
        assert partition(*trials) == [[0, 1], [2]]
        assert links(*trials) == [(0, 1, CERTAIN), (1, 2, CONFLICT)]

    def test_a_chain_through_three_registries(self) -> None:
        trials = (
            other("EUCTR2004-000119-24-DE", "NCT00000102", register=EUCTR),
            other("ISRCTN76463425", "2004-000119-24", register="ISRCTN"),
            nct("NCT00000102"),
        )
        assert partition(*trials) == [[0, 1, 2]]

    def test_drafts_that_name_one_number(self) -> None:
        trials = nct(None, "ISRCTN76463425"), nct(None, "ISRCTN76463425")
        assert evidence(*trials) == ["conflict: ISRCTN76463425 is on 2 drafts, so it joins nothing"]

    def test_a_draft_that_names_a_number(self) -> None:
        trials = nct(None, "ISRCTN76463425"), other("ISRCTN76463425", register="ISRCTN")
        assert evidence(*trials) == ["probable: record 0 names ISRCTN76463425 (secondary_ids[0].id)"]

    def test_a_number_that_can_be_something_else_is_a_hint(self) -> None:
        # NL and digits also begin the file numbers of a Dutch authority.
        trials = nct("NCT00000102", "NL8512"), other("NL8512", register="Netherlands Trial Register")
        assert links(*trials) == [(0, 1, HINT)]
        assert partition(*trials) == [[0], [1]]

    @pytest.mark.parametrize(
        "number",
        ["NCT00000000", "ISRCTN00000000", "U0000-0000-0000", "U1111-0000-0000", "0000-000000-00", "2020-000000-00"],
    )
    def test_zeros(self, number: str) -> None:
        assert links(nct("NCT00000102", number), other("ISRCTN76463425", number, register="ISRCTN")) == []

    @pytest.mark.parametrize("number", ["U19AI070345", "P30CA033572", "KEYMAKER-U02", "CEP 1234"])
    def test_grants_programmes_and_ethics_boards(self, number: str) -> None:
        assert links(nct("NCT00000102", number), nct("NCT00000103", number)) == []

    def test_a_eudract_number_inside_a_ctis_number(self) -> None:
        # ctrdata's pattern finds 2022-500024-30 in both.
        trials = nct("NCT00000102", "2022-500024-30-00"), other("ISRCTN76463425", "2012-500024-30", register="ISRCTN")
        assert links(*trials) == []

    def test_a_ctis_number_that_was_derived_wrongly(self) -> None:
        trials = (
            nct("NCT00000102", "2020-505891-36-00"),
            other("ISRCTN76463425", "CTIS2020-005891-36-00", register="ISRCTN"),
        )
        assert links(*trials) == []


class TestWhatIsNoEvidence:
    def test_free_text(self) -> None:
        trials = nct("NCT00000102"), nct("NCT00000103"), other("ISRCTN76463425", register="ISRCTN")
        for trial in trials:
            trial.brief_title = trial.official_title = "Extension of NCT00000102"
            trial.brief_summary = trial.detailed_description = "See NCT00000102, ISRCTN76463425 and 2004-000119-24."
            trial.eligibility = ctmodel.Eligibility(text="Inclusion Criteria:\n\n* Took part in NCT00000102")
            trial.references = [ctmodel.Reference(citation="NCT00000102. ISRCTN76463425.")]
        assert links(*trials) == []

    def test_titles(self) -> None:
        # OpenTrials joined a withdrawn trial and the one that was registered instead (#208).
        trials = nct("NCT00000102"), nct("NCT00000103")
        for trial in trials:
            trial.brief_title = trial.official_title = "The same long and scientific title of a trial"
        assert links(*trials) == []

    def test_the_domain(self) -> None:
        trial = nct("NCT00000102", "A-1")
        trial.secondary_ids[0].domain = "ISRCTN76463425"
        assert links(trial, other("ISRCTN76463425", register="ISRCTN")) == []


class TestProtocolNumbers:
    def test_the_same_sponsor(self) -> None:
        trials = (
            nct("NCT00000102", org="CIGE025AUS23", sponsor="Novartis, Inc."),
            nct("NCT00000103", org="cige025aus23 ", sponsor="NOVARTIS"),
        )
        assert partition(*trials) == [[0], [1]]
        assert evidence(*trials) == ["hint: same sponsor, and same protocol number, CIGE025AUS23"]

    @pytest.mark.parametrize(
        "name",
        [
            "Example AB", "Example, AG", "EXAMPLE A/S", "Example B.V.", "Example & Co.", "Example Company",
            "Example Corp", "Example Corporation", "Example GmbH", "Example Inc.", "Example, Incorporated",
            "Example KG", "Example GmbH & Co. KG", "Example Limited", "Example, LLC", "Example Co., Ltd.", "Example NV",
            "Example plc", "Example S.A.", "Example SAS", "Example S.p.A.", "Example Srl", "  example ",
        ],
    )  # fmt: skip
    def test_the_legal_form_of_a_sponsor_does_not_count(self, name: str) -> None:
        trials = nct("NCT00000102", org="EX-99", sponsor=name), nct("NCT00000103", org="EX-99", sponsor="Example")
        assert links(*trials) == [(0, 1, HINT)]

    def test_a_legal_form_is_a_name_where_there_is_no_other(self) -> None:
        trials = nct("NCT00000102", org="EX-99", sponsor="SAS"), nct("NCT00000103", org="EX-99", sponsor="SA")
        assert links(*trials) == []

    def test_a_short_number_of_the_same_sponsor(self) -> None:
        trials = nct("NCT00000102", org="971", sponsor="A"), nct("NCT00000103", org="971", sponsor="A")
        assert links(*trials) == [(0, 1, HINT)]

    @pytest.mark.parametrize("number", ["971", "CIGE025AUS23"])
    def test_another_sponsor(self, number: str) -> None:
        # ctrdata drops one of these.
        trials = (
            nct("NCT00000102", org=number, sponsor="Novartis"),
            nct("NCT00000103", org=number, sponsor="A university"),
        )
        assert links(*trials) == []
        assert links(nct("NCT00000102", org=number), nct("NCT00000103", org=number)) == []

    @pytest.mark.parametrize(
        ("one", "other_number"), [("TBA", "TBA"), ("0000", "0000"), ("17", "17"), ("1/14", "1-14")]
    )
    def test_what_is_not_a_protocol_number(self, one: str, other_number: str) -> None:
        assert links(nct("NCT00000102", org=one, sponsor="A"), nct("NCT00000103", org=other_number, sponsor="A")) == []

    def test_records_without_a_field_for_it_have_it_among_the_others(self) -> None:
        trials = (
            nct("NCT00000102", org="EX-99", sponsor="A"),
            other("EUCTR2004-000119-24-DE", "EX-99", sponsor="A", register=EUCTR),
        )
        assert links(*trials) == [(0, 1, HINT)]
        with_one = nct("NCT00000102", org="EX-99", sponsor="A"), nct("NCT00000103", "EX-99", org="EX-98", sponsor="A")
        assert links(*with_one) == []

    def test_records_of_one_group_need_no_hint(self) -> None:
        trials = [nct("NCT00000102", org="EX-99", sponsor="A") for _ in range(3)]
        assert {grade for _, _, grade in links(*trials)} == {CERTAIN}

    def test_each_pair_is_listed_once(self) -> None:
        trials = [nct(f"NCT0000010{digit}", org="EX-99", sponsor="A") for digit in "2323"]
        assert [link for link in links(*trials) if link[2] == HINT] == [(0, 1, HINT)]
