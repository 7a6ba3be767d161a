// Layouts of charts: the third part of the vocabulary (see `layouts.ts`).
import type { Layout } from '../../model/theme.js'

/** Layouts of charts, in the order in which they are shown. */
export const chartLayouts: readonly Layout[] = [
  {
    class: 'chart',
    title: 'Chart',
    description: 'A chart beside the words that say what to see',
    slots: [
      {
        name: 'heading',
        description: "The slide's heading",
      },
      {
        name: 'words',
        description: 'A paragraph: what to see',
      },
      {
        name: 'chart',
        description: 'A comment `chart` and its table, or a fence `chart`',
      },
      {
        name: 'source',
        description: 'A paragraph after it',
      },
    ],
    example:
      '<!-- _class: chart -->\n\n## Trips a day, by month\n\nSummer brings *twice* the trips of winter.\n\n<!-- chart: column, highlight: Jul -->\n\n| Month | Thousand trips |\n|---|--:|\n| Jan | 6.1 |\n| Mar | 8.8 |\n| May | 12.4 |\n| Jul | 13.9 |\n| Sep | 12.9 |\n| Nov | 7.3 |\n\nThousand trips. Invented for this page\n',
  },
  {
    class: 'charts',
    title: 'Two charts',
    description: 'Two charts side by side, each with a title of its own',
    slots: [
      {
        name: 'heading',
        description: "The slide's heading",
      },
      {
        name: 'first',
        description: 'A chart: a comment `chart` and its table',
      },
      {
        name: 'second',
        description: 'Another one, of the same kind',
      },
    ],
    example:
      '<!-- _class: charts -->\n\n## More beans, fewer tomatoes\n\n<!-- chart: column, title: Beans in kilograms, highlight: 2025 -->\n\n| Year | Beans |\n|---|---|\n| 2023 | 18 |\n| 2024 | 31 |\n| 2025 | 44 |\n\n<!-- chart: column, title: Tomatoes in kilograms, highlight: 2025 -->\n\n| Year | Tomatoes |\n|---|---|\n| 2023 | 52 |\n| 2024 | 47 |\n| 2025 | 39 |\n',
  },
  {
    class: 'chart-stat',
    title: 'Chart with a figure',
    description: 'One big figure, a line below it, and the chart that it is from',
    slots: [
      {
        name: 'heading',
        description: "The slide's heading",
      },
      {
        name: 'figure',
        description: 'A paragraph with the **figure** alone',
      },
      {
        name: 'words',
        description: 'A paragraph: what it is',
      },
      {
        name: 'chart',
        description: 'A chart: a comment `chart` and its table',
      },
    ],
    example:
      '<!-- _class: chart-stat -->\n\n## The roof cools the house\n\n**−3.2 °C**\n\nin the top flat on an afternoon in July\n\n<!-- chart: line, unit: °C, highlight: With the garden -->\n\n| Hour | Bare roof | With the garden |\n|---|---|---|\n| 8 | 22.1 | 21.9 |\n| 11 | 25.8 | 24.1 |\n| 14 | 29.4 | 26.5 |\n| 17 | 30.1 | 26.9 |\n| 20 | 27.3 | 25.2 |\n',
  },
  {
    class: 'chart-full',
    title: 'Full chart',
    description: 'A chart as wide as the slide',
    slots: [
      {
        name: 'heading',
        description: "The slide's heading",
      },
      {
        name: 'chart',
        description: 'A chart: a comment `chart` and its table',
      },
      {
        name: 'source',
        description: 'A paragraph after it',
      },
    ],
    example:
      '<!-- _class: chart-full -->\n\n## What a week of rain brings\n\n<!-- chart: stacked, unit: litres, labels: all -->\n\n| Day | Kept by the soil | In the barrel | Down the drain |\n|---|---|---|---|\n| Mon | 120 | 0 | 0 |\n| Tue | 240 | 60 | 0 |\n| Wed | 180 | 210 | 90 |\n| Thu | 60 | 160 | 240 |\n| Fri | 90 | 20 | 30 |\n\nInvented for this page\n',
  },
]
