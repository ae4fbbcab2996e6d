"""How many threads a process computes with."""


def environment(threads: int) -> dict[str, str]:
    """What the environment of a process must say before it loads its libraries; threads that wait do so passively."""
    return {
        "OMP_NUM_THREADS": str(threads),
        "OPENBLAS_NUM_THREADS": str(threads),
        "MKL_NUM_THREADS": str(threads),
        "OMP_WAIT_POLICY": "PASSIVE",
        "KMP_BLOCKTIME": "0",
    }
