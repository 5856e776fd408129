"""Pictures drawn with polygons, four samples a pixel, and written as PNG. Nothing but the standard library."""
import math
import struct
import zlib

# A capital letter or a figure is five columns by seven rows, top row first; a row's bits from left to right.
GLYPHS = {
    'A': (14, 17, 17, 31, 17, 17, 17), 'B': (30, 17, 17, 30, 17, 17, 30), 'C': (14, 17, 16, 16, 16, 17, 14),
    'D': (30, 17, 17, 17, 17, 17, 30), 'E': (31, 16, 16, 30, 16, 16, 31), 'F': (31, 16, 16, 30, 16, 16, 16),
    'G': (14, 17, 16, 23, 17, 17, 15), 'I': (14, 4, 4, 4, 4, 4, 14), 'L': (16, 16, 16, 16, 16, 16, 31),
    'M': (17, 27, 21, 21, 17, 17, 17), 'N': (17, 25, 21, 19, 17, 17, 17), 'O': (14, 17, 17, 17, 17, 17, 14),
    'P': (30, 17, 17, 30, 16, 16, 16), 'R': (30, 17, 17, 30, 20, 18, 17), 'S': (15, 16, 16, 14, 1, 1, 30),
    'T': (31, 4, 4, 4, 4, 4, 4), 'U': (17, 17, 17, 17, 17, 17, 14), 'V': (17, 17, 17, 17, 17, 10, 4),
    'Y': (17, 17, 10, 4, 4, 4, 4), 'c': (0, 0, 14, 16, 16, 17, 14), 'm': (0, 0, 26, 21, 21, 21, 21),
    '0': (14, 17, 19, 21, 25, 17, 14), '1': (4, 12, 4, 4, 4, 4, 14), '2': (14, 17, 1, 6, 8, 16, 31),
    '3': (30, 1, 1, 14, 1, 1, 30), '4': (2, 6, 10, 18, 31, 2, 2), '5': (31, 16, 30, 1, 1, 17, 14),
    '6': (6, 8, 16, 30, 17, 17, 14), '7': (31, 1, 2, 4, 8, 8, 8), '8': (14, 17, 17, 14, 17, 17, 14),
    '9': (14, 17, 17, 15, 1, 2, 12), ' ': (0,) * 7, ',': (0, 0, 0, 0, 4, 4, 8), '?': (14, 17, 1, 6, 4, 0, 4),
}
SAMPLES = 2     # along each side of a pixel


class Picture:
    def __init__(self, width, height, paper=(255, 255, 255)):
        self.width, self.height = width, height
        self.rows = [bytearray(bytes(paper) * (width * SAMPLES)) for _ in range(height * SAMPLES)]

    def polygon(self, points, colour):
        """Fills a polygon (even-odd), points in pixels."""
        points = [(x * SAMPLES, y * SAMPLES) for x, y in points]
        top = max(0, int(min(y for _, y in points)))
        bottom = min(len(self.rows) - 1, int(max(y for _, y in points)) + 1)
        for row in range(top, bottom + 1):
            middle = row + 0.5
            crossings = sorted(
                x0 + (middle - y0) * (x1 - x0) / (y1 - y0)
                for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1]) if (y0 <= middle) != (y1 <= middle))
            for left, right in zip(crossings[::2], crossings[1::2]):
                self._span(row, round(left), round(right), colour)

    def _span(self, row, left, right, colour):
        left, right = max(0, left), min(self.width * SAMPLES, right)
        if right > left:
            self.rows[row][3 * left:3 * right] = bytes(colour) * (right - left)

    def line(self, start, end, colour, thickness=3):
        (x0, y0), (x1, y1) = start, end
        length = math.hypot(x1 - x0, y1 - y0) or 1
        dx, dy = (y1 - y0) * thickness / 2 / length, (x0 - x1) * thickness / 2 / length
        self.polygon([(x0 + dx, y0 + dy), (x1 + dx, y1 + dy), (x1 - dx, y1 - dy), (x0 - dx, y0 - dy)], colour)

    def outline(self, points, colour, thickness=3):
        for start, end in zip(points, points[1:] + points[:1]):
            self.line(start, end, colour, thickness)

    def disc(self, centre, radius, colour):
        self.polygon(ring(centre, radius), colour)

    def arrow(self, start, end, colour, thickness=4):
        (x0, y0), (x1, y1) = start, end
        length = math.hypot(x1 - x0, y1 - y0) or 1
        ux, uy, head = (x1 - x0) / length, (y1 - y0) / length, 4 * thickness
        neck = (x1 - ux * head, y1 - uy * head)
        self.line(start, neck, colour, thickness)
        self.polygon([end, (neck[0] - uy * head / 2, neck[1] + ux * head / 2),
                      (neck[0] + uy * head / 2, neck[1] - ux * head / 2)], colour)

    def text(self, words, corner, colour, size=3):
        """Writes from the upper left corner; `size` is the side of a dot in pixels."""
        x, y = corner
        for letter in words:
            for row, bits in enumerate(GLYPHS[letter]):
                for column in range(5):
                    if bits >> (4 - column) & 1:
                        left, top = x + column * size, y + row * size
                        self.polygon([(left, top), (left + size, top), (left + size, top + size), (left, top + size)],
                                     colour)
            x += 6 * size

    def png(self):
        lines = b''.join(b'\0' + self._mixed(row) for row in range(self.height))
        return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', self.width, self.height, 8, 2, 0, 0, 0)) +
                chunk(b'IDAT', zlib.compress(lines, 9)) + chunk(b'IEND', b''))

    def _mixed(self, row):
        upper, lower = self.rows[SAMPLES * row], self.rows[SAMPLES * row + 1]
        mixed = bytearray(3 * self.width)
        for part in range(3):
            mixed[part::3] = bytes((a + b + c + d + 2) // 4 for a, b, c, d in zip(
                upper[part::6], upper[part + 3::6], lower[part::6], lower[part + 3::6]))
        return bytes(mixed)


def ring(centre, radius, points=64):
    return [(centre[0] + radius * math.cos(2 * math.pi * i / points),
             centre[1] + radius * math.sin(2 * math.pi * i / points)) for i in range(points)]


def chunk(kind, data):
    return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
