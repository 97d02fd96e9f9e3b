"""Each topic has its road; nothing that labour inspection handles is passed on."""

from portal.domain.casework import INSPECTION_TOPICS
from portal.domain.complaint import Topic
from portal.domain.topics import BESIDE_WAGES, GUIDANCE, Handling
from portal.labels.topics import ADVICE


def test_every_topic_has_its_road_and_its_advice() -> None:
    assert set(GUIDANCE) == set(ADVICE) == set(Topic)
    assert set(BESIDE_WAGES) == set(Topic) - {Topic.WAGES}


def test_what_labour_inspection_handles_is_ours() -> None:
    """Alone, or with others: nobody is sent away with what inspection may look into."""
    by = {topic: road.handling for topic, road in GUIDANCE.items()}
    assert {topic for topic in by if by[topic] is Handling.OURS} <= INSPECTION_TOPICS
    assert {by[topic] for topic in INSPECTION_TOPICS} == {Handling.OURS, Handling.SHARED}


def test_what_is_passed_on_says_to_whom() -> None:
    for topic, road in GUIDANCE.items():
        assert (road.handling is Handling.PASSED_ON) <= (road.goes_to is not None), topic
        assert (road.handling is Handling.OURS) <= (road.goes_to is None), topic


def test_what_may_cost_a_life_stands_first() -> None:
    dangers = [GUIDANCE[topic].is_danger for topic in BESIDE_WAGES]
    assert dangers == sorted(dangers, reverse=True)
    assert sum(dangers) == 2
