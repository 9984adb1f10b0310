"""Works that begin at the same moment."""

import threading


def at_once(*works) -> list:
    """Run all in threads that begin together; their results in order."""
    ready = threading.Barrier(len(works))
    found: list = [None] * len(works)

    def run(place: int) -> None:
        ready.wait()
        found[place] = works[place]()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
