"""The kinds of emotional line that a genogram knows, by their usual names."""

from enum import StrEnum
from types import MappingProxyType


class EmotionalKind(StrEnum):
    """The emotional lines that are offered; others arrive by import only and keep their own text."""

    NORMAL = "normal"
    HARMONY = "harmony"
    CLOSE = "close"
    BEST_FRIENDS = "best friends"
    FUSED = "fused"
    LOVE = "love"
    IN_LOVE = "in love"
    LIMERENCE = "limerence"
    FAN = "fan"
    FOCUSED_ON = "focused on"
    FOCUSED_NEGATIVE = "focused negatively"
    DISTANT = "distant"
    INDIFFERENT = "indifferent"
    NEVER_MET = "never met"
    DISCORD = "discord"
    HATE = "hate"
    DISTRUST = "distrust"
    HOSTILE = "hostile"
    DISTANT_HOSTILE = "distant-hostile"
    CLOSE_HOSTILE = "close-hostile"
    FUSED_HOSTILE = "fused-hostile"
    VIOLENCE = "violence"
    DISTANT_VIOLENCE = "distant-violence"
    CLOSE_VIOLENCE = "close-violence"
    FUSED_VIOLENCE = "fused-violence"
    CUTOFF = "cutoff"
    CUTOFF_REPAIRED = "cutoff repaired"
    ABUSE = "abuse"
    PHYSICAL_ABUSE = "physical abuse"
    EMOTIONAL_ABUSE = "emotional abuse"
    SEXUAL_ABUSE = "sexual abuse"
    NEGLECT = "neglect"
    MANIPULATIVE = "manipulative"
    CONTROLLING = "controlling"
    JEALOUS = "jealous"
    CAREGIVER = "caregiver"
    SPIRITUAL = "spiritual"
    OTHER = "other"


ONE_WAY = frozenset(
    {
        EmotionalKind.LIMERENCE,
        EmotionalKind.FAN,
        EmotionalKind.FOCUSED_ON,
        EmotionalKind.FOCUSED_NEGATIVE,
        EmotionalKind.ABUSE,
        EmotionalKind.PHYSICAL_ABUSE,
        EmotionalKind.EMOTIONAL_ABUSE,
        EmotionalKind.SEXUAL_ABUSE,
        EmotionalKind.NEGLECT,
        EmotionalKind.MANIPULATIVE,
        EmotionalKind.CONTROLLING,
        EmotionalKind.JEALOUS,
        EmotionalKind.CAREGIVER,
    }
)
"""Kinds that run from one to the other: which way has to be said, and the line ends in an arrowhead."""

OFFERED = MappingProxyType(
    {
        "Most used": {
            EmotionalKind.CLOSE: "Close: they are fond of each other",
            EmotionalKind.FUSED: "Fused: so close that neither does anything without the other",
            EmotionalKind.DISTANT: "Distant: they have little to do with each other",
            EmotionalKind.HOSTILE: "Hostile: they quarrel",
            EmotionalKind.CLOSE_HOSTILE: "Close and hostile: fond of each other, and they quarrel",
            EmotionalKind.FUSED_HOSTILE: "Fused and hostile: they cannot let go, and they quarrel",
            EmotionalKind.CUTOFF: "Cut off: they broke off contact",
            EmotionalKind.CUTOFF_REPAIRED: "Cut off and repaired: they are in touch again",
            EmotionalKind.FOCUSED_ON: "Focused on: one has the other in mind all the time",
            EmotionalKind.CAREGIVER: "Caregiver: one looks after the other",
            EmotionalKind.SPIRITUAL: "Spiritual: a shared faith joins them",
        },
        "Where there may be harm": {
            EmotionalKind.CONTROLLING: "Controlling: one decides what the other may do",
            EmotionalKind.PHYSICAL_ABUSE: "Physical abuse",
            EmotionalKind.EMOTIONAL_ABUSE: "Emotional abuse",
            EmotionalKind.SEXUAL_ABUSE: "Sexual abuse",
            EmotionalKind.NEGLECT: "Neglect: one is left without the care they need from the other",
        },
        "More kinds": {
            EmotionalKind.NORMAL: "Normal: nothing stands out",
            EmotionalKind.HARMONY: "Harmony: they get on well",
            EmotionalKind.BEST_FRIENDS: "Best friends",
            EmotionalKind.LOVE: "Love: they love each other",
            EmotionalKind.IN_LOVE: "In love: they have fallen in love",
            EmotionalKind.LIMERENCE: "Limerence: one longs for the other, who may not feel the same",
            EmotionalKind.FAN: "Fan: one admires the other from afar",
            EmotionalKind.FOCUSED_NEGATIVE: "Focused on, in a bad way: one cannot stop finding fault with the other",
            EmotionalKind.INDIFFERENT: "Indifferent: they do not mind about each other",
            EmotionalKind.NEVER_MET: "Never met",
            EmotionalKind.DISCORD: "Discord: they do not agree",
            EmotionalKind.HATE: "Hate: they hate each other",
            EmotionalKind.DISTRUST: "Distrust: they do not trust each other",
            EmotionalKind.DISTANT_HOSTILE: "Distant and hostile: seldom in touch, and then they quarrel",
            EmotionalKind.VIOLENCE: "Violence: there is violence between them",
            EmotionalKind.DISTANT_VIOLENCE: "Distant, with violence: seldom in touch, and then there is violence",
            EmotionalKind.CLOSE_VIOLENCE: "Close, with violence: fond of each other, and there is violence",
            EmotionalKind.FUSED_VIOLENCE: "Fused, with violence: they cannot let go, and there is violence",
            EmotionalKind.ABUSE: "Abuse, of more than one kind or not known which",
            EmotionalKind.MANIPULATIVE: "Manipulative: one gets their way by playing on the other",
            EmotionalKind.JEALOUS: "Jealous: one is jealous of the other, or of who is near them",
            EmotionalKind.OTHER: "Another kind: say below what you call it",
        },
    }
)
"""How the kinds are offered, each with a few plain words: first what is usual on a genogram, the rest under a heading of its own."""
