"""The pictures of the lessons."""
from .picture import Picture

INK, BLUE, RED, GREEN, SAND, SEA = (30, 41, 59), (29, 78, 216), (185, 28, 28), (21, 128, 61), (254, 243, 199), (186, 220, 248)
WHITE, GREY = (255, 255, 255), (203, 213, 225)


def triangle():
    """A triangle ABC with its right angle at A; AB is 6 cm, AC 8 cm."""
    picture = Picture(520, 340)
    a, b, c = (90, 280), (90, 80), (440, 280)
    picture.polygon([a, b, c], (226, 236, 255))
    picture.outline([a, b, c], INK, 4)
    picture.outline([a, (a[0] + 26, a[1]), (a[0] + 26, a[1] - 26), (a[0], a[1] - 26)], RED, 3)
    for letter, corner in (('A', (56, 288)), ('B', (66, 44)), ('C', (456, 270))):
        picture.text(letter, corner, INK, 4)
    picture.text('6 cm', (16, 170), BLUE, 3)
    picture.text('8 cm', (220, 300), BLUE, 3)
    picture.text('?', (285, 140), RED, 4)
    return picture.png()


def time_line():
    """The years 1788 to 1792 on an arrow, four events marked."""
    picture = Picture(720, 200)
    picture.arrow((20, 110), (700, 110), INK, 6)
    for i in range(5):
        x = 80 + i * 140
        picture.line((x, 94), (x, 126), INK, 4)
        picture.text(str(1788 + i), (x - 32, 140), INK, 3)
    for x, colour in ((269, BLUE), (297, RED), (325, GREEN), (500, RED)):
        picture.disc((x, 110), 11, colour)
    for number, x in enumerate((262, 290, 318, 493), 1):
        picture.text(str(number), (x, 58), INK, 3)
    return picture.png()


def cockade():
    """Three discs, blue outside, white, red: an ornament."""
    picture = Picture(120, 120)
    for radius, colour in ((54, BLUE), (38, WHITE), (22, RED)):
        picture.disc((60, 60), radius, colour)
    return picture.png()


def water():
    """The water cycle: sea, cloud, mountain, three numbered arrows between them, and a number on the cloud."""
    picture = Picture(720, 420, (240, 249, 255))
    picture.polygon([(0, 330), (400, 330), (360, 420), (0, 420)], SEA)
    picture.polygon([(360, 420), (400, 330), (560, 130), (720, 330), (720, 420)], (134, 160, 120))
    picture.polygon([(523, 176), (560, 130), (597, 176), (560, 196)], WHITE)
    for x, y, radius in ((330, 92, 34), (372, 74, 42), (416, 92, 34)):
        picture.disc((x, y), radius, GREY)
    picture.disc((90, 80), 44, (250, 204, 21))
    for start, end, number, corner in (
            ((140, 320), (290, 130), '1', (170, 200)), ((450, 110), (530, 170), '3', (500, 90)), ((560, 260), (420, 345), '4', (470, 330))):
        picture.arrow(start, end, BLUE, 5)
        picture.text(number, corner, INK, 4)
    picture.text('2', (362, 76), INK, 4)
    return picture.png()


def climates():
    """A sketch of France in three parts, numbered: west, middle and east, south."""
    picture = Picture(480, 480, SEA)
    outline = [(240, 30), (330, 90), (410, 130), (390, 230), (400, 330), (420, 390), (330, 410), (250, 440),
               (130, 410), (140, 300), (120, 230), (40, 200), (50, 160), (150, 140), (150, 90), (200, 100)]
    picture.polygon(outline, (250, 236, 200))
    picture.polygon([(240, 30), (200, 100), (150, 90), (150, 140), (50, 160), (40, 200), (120, 230), (140, 300),
                     (130, 410), (200, 425), (215, 250), (230, 120)], (187, 226, 190))
    picture.polygon([(200, 425), (250, 440), (330, 410), (420, 390), (400, 335), (300, 350), (230, 370)], (250, 190, 150))
    picture.outline(outline, INK, 3)
    for number, corner in (('1', (150, 220)), ('2', (300, 200)), ('3', (300, 370))):
        picture.text(number, corner, INK, 5)
    return picture.png()
