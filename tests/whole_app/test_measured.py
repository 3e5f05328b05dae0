"""What can be held to without a clock: the number of queries does not grow with the map, and the benchmark's parts run."""

from tests.bench.drawn import layouts, papers
from tests.bench.made_up import network_of
from tests.bench.pages import queries


def test_a_page_asks_as_many_queries_of_a_large_map_as_of_a_small_one(tmp_path):
    for page, asked in queries(tmp_path).items():
        assert len(set(asked.values())) == 1, page
        assert set(asked.values()) < set(range(1, 40)), page


def test_the_invented_maps_have_the_size_that_was_asked_for():
    network = network_of(40, 80)

    assert (len(network.members), len(network.ties)) == (40, 80)
    assert network == network_of(40, 80)
    assert {reading.about for reading in network.readings} == {tie.id for tie in network.ties}


def test_drawings_and_papers_are_timed():
    assert [one.ours > 0 for one in layouts((8,))] == [True]
    assert all(took > 0 for took in papers().values())
