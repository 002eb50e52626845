# SPDX-License-Identifier: MIT
import sys

LINES = [(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6)]


def winner(board):
    for a, b, c in LINES:
        x = board[a]
        if x and x == board[b] == board[c]:
            return x
    return None


def score(board, player):
    won = winner(board)
    if won:
        return 1 if won == "x" else -1
    free = [i for i in range(9) if board[i] is None]
    if not free:
        return 0
    other = "o" if player == "x" else "x"
    best = max if player == "x" else min
    return best(score(board[:i] + (player,) + board[i + 1:], other) for i in free)


def board(i):
    cells = [None] * 9
    cells[i % 9] = "x"
    cells[(i + 1 + i * i % 7) % 9] = "o"
    return tuple(cells)


print("(" + " ".join(str(score(board(i), "x")) for i in range(int(sys.argv[1]))) + ")")
