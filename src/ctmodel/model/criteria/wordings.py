"""Words of headers and remarks, in English, the language of ClinicalTrials.gov. Each row is a regular expression."""

#: Bullets in text pasted from web pages and word processors.
BULLETS = "•°·●▪◦‣■□◆○\u2013\u2014❖➢✓\uf0b7\uf0a7\uf0d8"

#: Colons, half-width and full-width.
COLONS = ":\uff1a"

#: Words that name exclusion criteria, with common misspellings.
EXCLUSION_WORDS = (
    r"non?[-\u2013 ]?inclusions?",
    r"exclusions?",
    r"exclusionary",
    r"exlusions?",
    r"exculsions?",
    r"exclusive(?=\s+criteri)",
)

#: Words that name inclusion criteria, with common misspellings.
INCLUSION_WORDS = (
    r"inclusions?",
    r"incinclusion",
    r"inlcusions?",
    r"inculsions?",
    r"inclusive(?=\s+criteri)",
    r"inclusionary",
)

#: The noun that follows them.
CRITERIA_WORDS = (r"criteri\w*", r"critieria", r"critera", r"critiera", r"creteria", r"requirements?")

#: Both at once, which is not a header of either kind.
BOTH = (
    r"\b(?:inclusion|eligibility)(?:\s+criteria)?\s*(?:/|and|\\?&|or|-)\s*exclusion",
    r"\bexclusion(?:\s+criteria)?\s*(?:/|and|\\?&|or)\s*inclusion",
)

#: Verbs that make words a sentence rather than a header: ``Further inclusion criteria apply``.
VERBS = (
    "applied applies apply are be can did do does fulfil fulfill fulfilled fulfills fulfils has have is "
    "may meet meets met must satisfied satisfies satisfy shall should was were will would"
)

#: Words, besides verbs, after which the keyword is only a reference: ``Not meeting inclusion criteria``.
SENTENCE_WORDS = "above any as failed following fulfilling if meeting no not per see that these this unless which"

#: Words after which a header in mid-line is only a reference: ``see Exclusion Criteria: 5``.
REFERRING_WORDS = "a all an and any by every following from in meet meets no of or per see the to under with"

#: Phrases that can end a header.
CLOSINGS = (
    r"\s*\b(?:(?:is|are|was|were)\s+)?"
    r"(?:as\s+follows?|listed\s+below|the\s+followings?|are|were)\s*$"
)

#: Words before the keyword that do not say whom a section is about.
GENERAL_WORDS = (
    "a abbreviated additional and core criteria further general key list main major of other overall "
    "patient patients participant participants primary principal specific study subject subjects the"
)

#: Words that only distinguish a header from others.
EMPHASIS = "abbreviated additional general key main major other primary principal specific the"

#: Sentences that introduce exclusion criteria.
EXCLUDING = (
    r"ineligible",
    r"not\s+(?:be\s+)?(?:considered\s+|deemed\s+)?"
    r"(?:eligible|included|enrolled|allowed|permitted|entered|admitted|recruited)",
    r"not\s+to\s+be\s+(?:enrolled|included)",
    r"(?:may|must|can|should|will|shall)\s*not\s+(?:be|have|participate|enter|enroll?|meet|take\s+part|join)\b",
    r"must\s+not\b",
    r"cannot\s+(?:be|participate|enter|enroll?|take\s+part|join)\b",
    r"non?[-\u2013 ]?inclusion",
    r"exclude[sd]?\b",
    r"(?<!in)exclusions?\b",
    r"disqualif(?:y|ied|ies)\b",
)

#: Sentences that introduce inclusion criteria.
INCLUDING = (
    r"\b(?:is|are|be|were|was)\s+(?:\w+\s+){0,2}?(?:eligible|included|enrolled|recruited)",
    r"\beligible\s+(?:if|for|to|when)\b",
    r"\bto\s+be\s+(?:\w+\s+){0,2}?(?:eligible|included|enrolled|considered|randomi[sz]ed)",
    r"\binclusions?\b",
    r"\bincluded\s+(?:in|if)\b",
    r"\b(?:can|may|to)\s+(?:participate|take\s+part|enter|enroll?|join)\b",
    r"\bfor\s+(?:enroll?ment|participation)\b",
    r"\beligibility\s+criteria\s+(?:to|for)\b",
)

#: Sentences that introduce a list, whatever its kind.
UMBRELLAS = (
    r"\b(?:all|any|each|both|one|none|either|some)\b[^.]{0,30}\b(?:following|below|these)\b",
    r"\b(?:the|these|those)\s+following\b",
    r"\bfollowing\s+(?:\w+\s+){0,3}?(?:criteri\w+|conditions?|requirements?|characteristics)\b",
    r"\b(?:must|should|will|have\s+to|who|they|if\s+the\s+(?:subject|patient|participant))\s*[:\uff1a]$",
    r"\bif\s+(?:he/she|she/he|they|he\s+or\s+she)\s*[:\uff1a]$",
)

#: Headings of the former PDQ registry, which do not name a kind.
LEGACY_HEADINGS = (
    r"(?:disease|patient|donor|recipient) characteristics",
    r"prior concurrent therapy",
    r"prior/concurrent therapy",
    r"concurrent therapy",
    r"protocol entry criteria",
)

#: Nouns that name a part of the participants or of the study.
COHORTS = (
    r"cohorts?|groups?|arms?|parts?|phases?|stages?|strat(?:um|a)|stud(?:y|ies)|sub-?stud(?:y|ies)|aims?|modules?|panels?"
    r"|segments?|steps?|periods?|visits?"
)

#: Nouns for the people that a section can be about.
PEOPLE = (
    r"patients?|participants?|subjects?|controls?|volunteers?|donors?|recipients?|caregivers?|parents?|mothers?|fathers?"
    r"|infants?|child(?:ren)?|adults?|adolescents?|youths?|staff|providers?|cases?|siblings?|women|men|females?|males?"
    r"|individuals|persons?|people|relatives|asthmatics|smokers|non-?smokers|family\s+members|physicians|clinicians"
    r"|nurses|teachers|students"
)

#: Words of introductory sentences; any other word is part of a requirement.
INTRODUCING_WORDS = (
    "a all also an and any are at be below both but by can candidate candidates conditions considered "
    "considering criteria criterion each either eligibility eligible enrol enroll enrolled enrollment "
    "enrolment enter entry exclude excluded excluding exclusion exclusions exist following follows for "
    "from fulfil fulfill has have if in include included includes including inclusion individual "
    "individuals ineligible into is it least limited may meet meeting meets met more most must no not of "
    "on one only or order participant participants participate participation patient patients person "
    "presence present required requirements satisfy should shall study subject subjects than that the "
    "their there these they this those three to trial two under volunteers was were when which who will "
    "with would apply applies"
)

#: Remarks that make up a whole line, without punctuation.
WHOLE_REMARKS = frozenset(
    {
        "and",
        "and/or",
        "and / or",
        "either",
        "except",
        "n a",
        "n.a",
        "n/a",
        "na",
        "nil",
        "no",
        "no additional criteria",
        "no criteria",
        "no exclusion",
        "no exclusion criteria",
        "no exclusions",
        "no inclusion criteria",
        "no specific exclusion criteria",
        "none",
        "none identified",
        "none known",
        "none listed",
        "none specified",
        "not applicable",
        "not available",
        "not provided",
        "not specified",
        "nothing",
        "or",
        "plus",
        "there are no exclusion criteria",
        "there are no exclusions",
        "unspecified",
    }
)

#: Patterns of remarks.
REMARKS = (
    r"(?:note\W+|\W*)(?:the\s+)?(?:other|others|additional|further|more|some|certain)\b[^.]*?"
    r"\b(?:criteri\w*|inclusion|exclusion|restrictions?|requirements?)\b[^.]*\b(?:apply|applies|applied)\b",
    r"(?:note\W+|\W*)(?:other|additional|further)\b[^.]*\b(?:inclusion|exclusion)[^.]*\bcriteri\w*\s+"
    r"(?:as\s+)?(?:per|defined|specified|described|listed|detailed|outlined)\b[^.]*\bprotocol\W*$",
    r"the above information is not intended\b",
    r"for more information (?:regarding|about|on)\b[^.]*\bplease\b",
    r"if you are interested in\b[^.]*\bplease\b",
    r"there are no (?:other )?(?:specific )?(?:inclusion|exclusion)(?: criteria|s)?\b",
    r"(?:see|refer to) (?:the )?(?:study )?protocol\b[^.]*\W*$",
    r"<!--.*-->$",
    r"(?:inclusion|exclusion)\s*/\s*(?:inclusion|exclusion)\s+criteri\w*\W+https?://\S+$",
)

#: The first words of these remarks, if they are words.
REMARK_OPENINGS = (
    "the other others additional further more some certain note for if there see refer inclusion exclusion"
)

#: Beginnings of paragraphs that explain, and state no requirement.
NOTES = (
    r"\*+(?=[^\s*])",
    r"\d\*",
    r"[†‡§¶]",
    r"\[?note\b\s*(?:[:\uff1a\-\u2013]|that\b)",
    r"n\.?b\.?\s*[:\uff1a]",
    r"\(?\s*abbreviations?\s*[:\uff1a]",
)
