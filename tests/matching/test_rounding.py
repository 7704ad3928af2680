"""Tables in whole numbers of 8 bits give back what they held, but for a little."""

import numpy as np

from bot.matching.rounding import product, restored, rounded

TABLE = np.random.default_rng(3).normal(size=(2_500, 6)).astype(np.float32)


def test_a_table_comes_back_with_an_error_of_a_half_step_at_most():
    numbers, scales = rounded(TABLE)

    assert numbers.dtype == np.int8
    assert (abs(restored(numbers, scales) - TABLE) <= 0.5001 * scales[:, None]).all()


def test_a_row_of_zeros_stays_one():
    numbers, scales = rounded(np.zeros((2, 3), dtype=np.float32))

    assert (restored(numbers, scales) == 0).all()


def test_a_product_in_parts_is_that_of_the_whole():
    numbers, scales = rounded(TABLE)
    vector = np.arange(6, dtype=np.float32)

    assert np.allclose(product(numbers, scales, vector), restored(numbers, scales) @ vector, atol=1e-4)
    assert product(numbers[:0], scales[:0], vector).shape == (0,)
